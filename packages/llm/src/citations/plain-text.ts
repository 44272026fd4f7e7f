import { stripVTControlCharacters } from 'node:util';

/** Control characters but tab and newline, marks that turn the direction of writing, and invisible characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** What a model has written, as text and nothing else: no control sequence is left in it, and it is cut to `most` characters. */
export function plainText(text: string, most: number): string {
  const plain = stripVTControlCharacters(text.replaceAll('\r\n', '\n')).replace(unseen, '').trim();
  return plain.length <= most
    ? plain
    : `${plain
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/[\s\ufffd]+$/, '')}…`;
}
