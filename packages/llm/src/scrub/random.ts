import { namePattern } from './names.ts';
import type { Range } from './range.ts';

const long = /[A-Za-z\d+/_-]{32,}={0,2}/g;
const named = new RegExp(`${namePattern}|keys?\\b`, 'i');

/** Identifiers of content, which are public: of commits and blobs, of packages. */
const isDigest =
  /(?:\b(?:commit|index|merge|parent|tree|blob|head|hash|digest|checksum|integrity|etag|rev(?:ision)?|sha\d{0,3})\b\W{0,6}|\.\.|\bsha\d{1,3}-)$/i;

/** What may be one end of a long value, from which a test runner has cut the rest. */
const word = /[\w+/.:~=-]{12,}/g;
const ellipsis = '...';

/**
 * Long random texts: all that mix capitals, small letters and digits as only chance does, and behind a name for a secret
 * on the same line also those without capitals, such as hexadecimal ones.
 */
export function* randomTexts(text: string): Generator<Range> {
  for (const { 0: found, index } of text.matchAll(long)) {
    const density = turns(found) / found.length;
    if (density < 0.15) continue;
    const before = text.slice(Math.max(0, index - 60), index);
    if (isDigest.test(before)) continue;
    const isMixed = density >= 0.22 && /[a-z]/.test(found) && /[A-Z]/.test(found) && /\d/.test(found);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    if (isMixed || (/\d\D*\d\D*\d/.test(found) && named.test(line))) yield [index, index + found.length];
  }
}

/** What is left beside an ellipsis of a random text that was cut: too little to be known by its shape or its length. */
export function* cutTexts(text: string): Generator<Range> {
  for (const { 0: found, index } of text.matchAll(word)) {
    const pieces = found.split(ellipsis);
    const isCut = pieces.length > 1 || text[index - 1] === '…' || text[index + found.length] === '…';
    if (!isCut || isDigest.test(text.slice(Math.max(0, index - 60), index))) continue;
    let at = index;
    for (const piece of pieces) {
      if (piece.length >= 12 && isByChance(piece)) yield [at, at + piece.length];
      at += piece.length + ellipsis.length;
    }
  }
}

/** In names of many words at most a quarter of the letters are capitals, and digits stand together. */
function isByChance(text: string): boolean {
  const [capitals = 0, small = 0] = [/[A-Z]/g, /[a-z]/g].map((kind) => text.match(kind)?.length ?? 0);
  const share = capitals / (capitals + small);
  return (/\d/.test(text) && turns(text) / text.length >= 0.15) || (share >= 0.3 && share <= 0.7);
}

/**
 * How often a text goes over to another of capitals, small letters and digits, the capital that begins a word aside: at
 * 45 of 100 places by chance, at about 17 in camelCase.
 */
function turns(text: string): number {
  let count = 0;
  let last = '';
  for (const character of text) {
    const kind = kindOf(character) ?? last;
    if (last !== '' && kind !== last && !(last === 'A' && kind === 'a')) count += 1;
    last = kind;
  }
  return count;
}

function kindOf(character: string): string | undefined {
  if (character >= 'a' && character <= 'z') return 'a';
  if (character >= 'A' && character <= 'Z') return 'A';
  return character >= '0' && character <= '9' ? '0' : undefined;
}
