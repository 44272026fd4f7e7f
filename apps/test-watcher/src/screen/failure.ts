import type { CaseResult } from '../model.ts';
import { paragraphs } from './flow.ts';
import type { Page } from './style.ts';
import { linesOf, oneLine, wrap } from './text.ts';
import { atMost, count } from './units.ts';

const messageLines = 12;
const diffLines = 40;
const frames = 12;
/** Of the source of a frame, up to the line that failed and where it stands. */
const sourceLines = 6;
const indent = 4;

/** Where a case stands, in the way terminals and editors make a link of. */
export function placeOf({ file, failure }: CaseResult): string {
  const place = oneLine(failure?.file ?? file);
  return failure?.line === undefined ? place : `${place}:${failure.line}`;
}

/** Everything that a person needs to see what is wrong, with paths below `root` without it. */
export function describeFailure(result: CaseResult, root: string, page: Page): string[] {
  const { message = '', diff, stack } = result.failure ?? {};
  const read = (text: string) => trimmed(linesOf(text.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '')));
  const sections = [
    describeMessage(read(message), diff !== undefined, page),
    describeDiff(read(diff ?? ''), page),
    describeStack(read(stack ?? ''), page),
  ].filter((lines) => lines.length > 0);
  const { paint, width } = page;
  const name = wrap(oneLine(result.name), width - indent);
  return [
    ...name.map((line, index) => `  ${paint('red', `${index === 0 ? '✗' : ' '} ${line}`)}`),
    ' '.repeat(indent) + paint('cyan', placeOf(result)),
    ...sections.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
  ];
}

/** @param hasDiff some runners repeat the difference in the message, below an empty line */
function describeMessage(lines: readonly string[], hasDiff: boolean, page: Page): string[] {
  const end = hasDiff ? lines.findIndex((line) => line.trim() === '') : -1;
  const kept = end === -1 ? lines : lines.slice(0, end);
  return paragraphs(atMost(kept, messageLines, moreLines), indent, 'plain', page);
}

function describeDiff(lines: readonly string[], { paint }: Page): string[] {
  if (lines.length === 0) return [];
  const hasLegend = lines.some((line) => /^[-+] (?:expected|received)\b/i.test(line));
  const legend = hasLegend ? [] : [`${paint('green', '- expected')}  ${paint('red', '+ received')}`];
  const coloured = atMost(lines, diffLines, moreLines).map((line) => {
    if (line.startsWith('-')) return paint('green', line);
    return paint(line.startsWith('+') ? 'red' : 'dim', line);
  });
  return [...legend, ...coloured].map((line) => ' '.repeat(indent) + line);
}

const isFrame = /^\s*(?:at |❯ |File ")/;
const isForeign = /node_modules|node:|site-packages|\(<anonymous>\)|\binternal\//;

/** Where pytest shows the source of each frame, one after another; what it says of the error is the message already. */
const isPlace = /^\S.*\.py:\d+: /;
const isForeignPlace = /^(?:\/|\.\.\/|\w:\\)|site-packages/;

/** The frames of the project; all of them where there are no others. */
function describeStack(lines: readonly string[], { paint }: Page): string[] {
  if (lines.some((line) => isPlace.test(line))) {
    return lastFrame(lines.filter((line) => !line.startsWith('E  '))).map(
      (line) => ' '.repeat(indent) + paint('dim', line),
    );
  }
  const all = lines.some((line) => isFrame.test(line)) ? lines.filter((line) => isFrame.test(line)) : lines;
  const own = all.filter((line) => !isForeign.test(line));
  const kept = atMost(own.length === 0 ? all : own, frames, (left) => `… and ${count(left, 'more frame')}`);
  const margin = isFrame.test(kept[0] ?? '') ? /^\s*| \{$/g : /^/;
  return kept.map((line) => ' '.repeat(indent) + paint('dim', line.replace(margin, '')));
}

function lastFrame(lines: readonly string[]): string[] {
  const all = lines.join('\n').split(/\n(?:_ ){9,}\n/);
  const isOwn = (line: string) => isPlace.test(line) && !isForeignPlace.test(line);
  const frame = all.map((text) => text.split('\n')).findLast((one) => one.some(isOwn)) ?? lines;
  const shown = trimmed(frame).slice(-sourceLines);
  const left = lines.length - shown.length;
  return left === 0 ? shown : [...shown, moreLines(left)];
}

function moreLines(left: number): string {
  return `… and ${count(left, 'more line')}`;
}

/** Without empty lines around it. */
function trimmed(lines: readonly string[]): readonly string[] {
  const isText = (line: string) => line.trim() !== '';
  return lines.slice(Math.max(0, lines.findIndex(isText)), lines.findLastIndex(isText) + 1);
}
