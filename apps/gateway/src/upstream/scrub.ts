const REMOVED = '[secret]';

/** Shorter parts than this are not looked for: they also occur in ordinary words. */
const PART_LENGTH = 12;

/** A run of characters around stars, dots or an ellipsis: how providers quote keys, as in `sk-12****cdef`. */
const MASKED = /[\w-]*(?:\*{2,}|\.{3,}|…)[\w-]*/g;

/** Removes the secret from what a provider wrote: whole, in parts of 12 characters or more, or masked in the middle. */
export function scrub(source: string, secret: string): string {
  if (secret === '') return source;
  let result = source.replaceAll(secret, REMOVED);
  for (let start = 0; start + PART_LENGTH <= secret.length; start += 1) {
    result = removePart(result, secret, start);
  }
  return result.replace(MASKED, (quoted) => (showsEndsOf(secret, quoted) ? REMOVED : quoted));
}

/** Removes the longest part of the secret from `start` on, wherever it occurs. */
function removePart(source: string, secret: string, start: number): string {
  let end = start + PART_LENGTH;
  if (!source.includes(secret.slice(start, end))) return source;
  while (end < secret.length && source.includes(secret.slice(start, end + 1))) end += 1;
  return removePart(source.replaceAll(secret.slice(start, end), REMOVED), secret, start);
}

function showsEndsOf(secret: string, quoted: string): boolean {
  const head = /^[\w-]*/.exec(quoted)?.[0] ?? '';
  const tail = /[\w-]*$/.exec(quoted)?.[0] ?? '';
  return (head.length > 1 && secret.startsWith(head)) || (tail.length > 1 && secret.endsWith(tail));
}
