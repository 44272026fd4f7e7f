import { stripVTControlCharacters } from 'node:util';

/** Controls that are left, and marks that turn the direction of writing round: both can make text look like other text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** More of a text is of no use to anybody who looks at a terminal. */
const textLength = 100_000;

/** Text of others as lines without anything that moves the cursor or hides what stands there. */
export function linesOf(text: string): string[] {
  return stripVTControlCharacters(text.slice(0, textLength))
    .split(/[\n\u2028\u2029]/)
    .map((line) => afterReturns(line).replaceAll('\t', '    ').replace(controls, ''));
}

/** Names longer than half of this are cut. */
const nameLength = 1000;

/** The same on one line. */
export function oneLine(text: string): string {
  return cutEnd(linesOf(text.slice(0, nameLength)).join(' ').trim(), nameLength / 2);
}

/** What a terminal would show in the end: progress bars write over themselves. */
function afterReturns(line: string): string {
  const end = line.replace(/\r+$/, '');
  return end.slice(end.lastIndexOf('\r') + 1);
}

const segmenter = new Intl.Segmenter();
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\ufe0f/u;
const isNarrow = /^[\u0020-\u007e]*$/;

/** Cells that a line takes in a terminal. */
export function widthOf(line: string): number {
  if (isNarrow.test(line)) return line.length;
  let width = 0;
  for (const { segment } of segmenter.segment(line)) width += cellsOf(segment);
  return width;
}

function cellsOf(character: string): number {
  if (wide.test(character)) return 2;
  return /^\p{M}+$/u.test(character) ? 0 : 1;
}

/** The beginning of a line, not wider than `width`, with a mark where something is left out. */
export function cutEnd(line: string, width: number): string {
  if (widthOf(line) <= width) return line;
  return width < 1 ? '' : `${fitting(charactersOf(line), width - 1)}…`;
}

/** The same with the end of it: of a path that says most. */
export function cutStart(line: string, width: number): string {
  if (widthOf(line) <= width) return line;
  const characters = charactersOf(line).toReversed();
  return width < 1
    ? ''
    : `…${charactersOf(fitting(characters, width - 1))
        .toReversed()
        .join('')}`;
}

/** Lines of whole words, none wider than `width` unless one word is. */
export function wrap(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (widthOf(longer) <= width || current.trim() === '') current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}

export function pad(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - widthOf(line)));
}

function charactersOf(line: string): string[] {
  return Array.from(segmenter.segment(line), ({ segment }) => segment);
}

function fitting(characters: readonly string[], width: number): string {
  let used = 0;
  const end = characters.findIndex((character) => {
    used += cellsOf(character);
    return used > width;
  });
  return (end === -1 ? characters : characters.slice(0, end)).join('');
}
