import type { Range } from './range.ts';

const begin = /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const end = /-----END [A-Z\d ]{0,40}-----/g;

/** One more line or piece of a key whose end is missing, with what may quote it. */
const piece =
  /[\s>|+\-"'`,\\]{0,24}(?:[A-Z][\w-]{1,30}: [^\n]{1,200}|[A-Za-z\d+/]{16,}={0,2}|[A-Za-z\d+/]{1,76}={0,2}(?=[^\w\s]|\n|$))/y;

/** Private keys in PEM and PGP armour, also indented, in diffs, or cut short. */
export function* keyBlocks(text: string): Generator<Range> {
  const starts = [...text.matchAll(begin)];
  const ends = [...text.matchAll(end)].map(({ 0: found, index }) => index + found.length);
  let nextEnd = 0;
  for (const [at, { 0: found, index }] of starts.entries()) {
    const bodyAt = index + found.length;
    while ((ends[nextEnd] ?? Number.POSITIVE_INFINITY) < bodyAt) nextEnd += 1;
    const closing = ends[nextEnd];
    const isWhole = closing !== undefined && closing <= (starts[at + 1]?.index ?? text.length);
    yield [index, isWhole ? closing : endOfPieces(text, bodyAt)];
  }
}

function endOfPieces(text: string, from: number): number {
  let until = from;
  for (piece.lastIndex = from; piece.test(text); ) until = piece.lastIndex;
  return until;
}
