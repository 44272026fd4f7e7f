import type { TextSource } from './source.ts';

const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = Array.from(
  '"\\,{}[]',
  (character) => character.charCodeAt(0),
);

/**
 * The members of the one object that the text is, each parsed for itself, so that a large object is never held whole.
 *
 * @throws WorktreeError as the source does, and `…_unreadable` for what is no JSON object
 */
export async function* jsonMembers(source: TextSource): AsyncGenerator<[key: string, value: unknown], void, undefined> {
  let pieces: string[] = [];
  let depth = 0;
  let inString = false;
  let escaped = false;
  let isOver = false;
  let count = 0;

  function* finish(isLast: boolean): Generator<[string, unknown]> {
    const text = pieces.join('');
    pieces = [];
    if (isLast && count === 0 && text.trim() === '') return;
    yield parseMember(source, text);
    count += 1;
  }

  for await (const text of source) {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (inString) {
        if (escaped) escaped = false;
        else if (code === backslash) escaped = true;
        else if (code === quote) inString = false;
      } else if (depth === 0) {
        if (code === openBrace && !isOver) {
          depth = 1;
          from = at + 1;
        } else if (code > 32) throw source.unreadable('it is not one JSON object');
      } else if (code === quote) inString = true;
      else if (code === openBrace || code === openBracket) depth += 1;
      else if (code === closeBrace || code === closeBracket) {
        depth -= 1;
        if (depth > 0) continue;
        if (code === closeBracket) throw source.unreadable('its JSON ends with ] in place of }');
        isOver = true;
        pieces.push(text.slice(from, at));
        yield* finish(true);
      } else if (code === comma && depth === 1) {
        pieces.push(text.slice(from, at));
        from = at + 1;
        yield* finish(false);
      }
    }
    if (depth > 0) pieces.push(text.slice(from));
  }
  if (!isOver) throw source.unreadable('its JSON ends in the middle; was the run that wrote it cut off?');
}

function parseMember(source: TextSource, text: string): [string, unknown] {
  try {
    const [member, ...others] = Object.entries<unknown>(JSON.parse(`{${text}}`));
    if (member !== undefined && others.length === 0) return member;
  } catch (error) {
    throw source.unreadable(error);
  }
  throw source.unreadable('its JSON has a comma too many');
}
