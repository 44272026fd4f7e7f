import type { Range } from './range.ts';

/** What a secret is called, as a word or a part of one. */
const named = /pass(?:word|wd|phrase|wort)|kennwort|secret|token|api[_-]?key|credential|private[_-]?key/i;
const quoted = /(["'`])([^"'`\s\\/]{6,200})\1/g;
/** A line that leaves the value to the next one: YAML blocks, objects, lists of name and value. */
const goesOn = /(?:[:=>|{[(]|\bname\b[^\n]{0,80})[ \t]*$/i;
const nextLine = /^[ \t+>-]{0,40}(?:["']?value["']?[ \t]*[:=][ \t]*)?["']?([^\s"'/\\]{6,200})["']?,?[ \t]*$/i;

/** Names, words and constants have no digit; what is chosen to be guessed by nobody nearly always has one. */
const telling = /\d/;

/**
 * Values that stand in the same line as the name of a secret without an assignment between, as defaults, arguments and
 * pairs do, or alone in the next line.
 */
export function* besideNames(text: string): Generator<Range> {
  let at = 0;
  let isAwaited = false;
  for (const line of text.split('\n')) {
    const next = isAwaited ? nextLine.exec(line) : null;
    if (next?.[1] !== undefined && telling.test(next[1])) {
      const from = at + line.indexOf(next[1]);
      yield [from, from + next[1].length];
    }
    const name = named.exec(line);
    isAwaited = name !== null && goesOn.test(line);
    if (name !== null) {
      quoted.lastIndex = name.index + name[0].length;
      for (let match = quoted.exec(line); match !== null; match = quoted.exec(line)) {
        const [, , inner = ''] = match;
        if (telling.test(inner)) yield [at + match.index + 1, at + match.index + 1 + inner.length];
      }
    }
    at += line.length + 1;
  }
}
