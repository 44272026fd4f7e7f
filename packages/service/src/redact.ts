/** What stands in a log line where a secret was. */
const censor = '[secret]';

const text = String.raw`"(?:[^"\\]|\\.)*"`;

/** Headers and settings that hold credentials, as members of any object at any depth of a JSON line. */
const members = String.raw`(?<="(?:authorization|proxy-authorization|(?:x-)?api[_-]?key|cookie|set-cookie|secret|password)":)(?:${text}|\[(?:${text},?)*\])`;

/** Shapes of credentials: a bearer token, and the key formats of the providers. */
const shapes = String.raw`\bBearer\s+[\w.~+/=-]+|\b(?:sk|pplx)-[\w-]{4,}`;

/**
 * A function that removes credentials from a finished log line, wherever they stand: the values of headers that carry
 * one, what looks like one, and the given secrets. It works on the line as it is written, so that nothing a library
 * hangs on a logged object gets past it.
 */
export function createScrubber(secrets: Iterable<string> = []): (line: string) => string {
  const known = [...secrets].filter((secret) => secret !== '').map((secret) => escapePattern(inJson(secret)));
  // Longer secrets first: one may be the beginning of another.
  const exact = known.sort((a, b) => b.length - a.length).join('|');
  const general = new RegExp(`${members}|${shapes}`, 'gi');
  const scrub = (line: string) => line.replace(general, mask);
  if (exact === '') return scrub;
  const pattern = new RegExp(exact, 'g');
  return (line) => scrub(line.replace(pattern, censor));
}

/** A whole JSON value is replaced by a JSON text, anything within a text by a part of it. */
function mask(found: string): string {
  return found.startsWith('"') || found.startsWith('[') ? `"${censor}"` : censor;
}

function inJson(secret: string): string {
  return JSON.stringify(secret).slice(1, -1);
}

function escapePattern(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
