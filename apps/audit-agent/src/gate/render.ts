import { styleText } from 'node:util';
import { counted, cut, showLines } from '../figures.ts';
import type { Audit, PatchSection } from '../model.ts';
import { visible } from '../visible.ts';
import { shorten, wrap } from './columns.ts';
import type { GateLine, Verdict } from './judge.ts';

/** Of a terminal; elsewhere nothing is broken or left out. */
const terminalColumns = 80;
const rows = 24;
/** Columns of the sign before a rule. */
const margin = 8;
const mostNotes = 3;

type Style = Parameters<typeof styleText>[0];

const signs: Readonly<Record<GateLine['state'], readonly [sign: string, style: Style]>> = {
  ok: ['ok     ', 'green'],
  failed: ['FAILED ', 'red'],
  unknown: ['UNKNOWN', 'yellow'],
  left_out: ['skipped', 'dim'],
};

const endings: Readonly<Record<Verdict['exitStatus'], readonly [style: Style, text: string]>> = {
  0: ['green', 'The gate is passed.'],
  1: ['red', 'The gate is not passed.'],
  2: ['yellow', 'The gate could not be judged, which does not count as passed.'],
};

/** Lines that a long message may take, of which the most that fit on the screen are tried first. */
const lengths = [8, 6, 5, 4, 3, 2];

/**
 * The verdict, with what is to be tested first. On a terminal it is one screen, at most 24 lines of 80 columns, and the
 * middle of a message that is longer is left out. Colours go only to a terminal that takes them.
 */
export function renderGate(audit: Audit, verdict: Verdict, stream: Stream, isGate = true): string {
  const screen: Screen = {
    paint: (style, text) => styleText(style, text, { stream }),
    columns: stream.isTTY ? terminalColumns : Number.POSITIVE_INFINITY,
  };
  const ending = isGate ? ['', screen.paint(...endings[verdict.exitStatus])] : [];
  const screens = lengths.map((most) => [...judged(audit, verdict, most, screen), ...ending]);
  const below =
    screens.find(({ length }) => length <= rows - (audit.patch?.uncovered.length ? 4 : 0)) ?? screens.at(-1);
  return [...uncovered(audit, rows - (below?.length ?? 0), screen), ...(below ?? []), ''].join('\n');
}

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

interface Screen {
  readonly paint: (style: Style, text: string) => string;
  readonly columns: number;
}

function judged(audit: Audit, { lines }: Verdict, most: number, screen: Screen): string[] {
  const remedies = lines.map(({ remedy }) => remedy);
  const { shown, left } = cut(
    audit.faults.filter(({ message }) => !remedies.includes(message)),
    mostNotes,
  );
  const notes = shown.map(({ message }) => message);
  if (left > 0) notes.push(`${counted(left, 'more note')} in the report`);
  return [
    ...lines.flatMap(({ rule, state, value, bar, remedy }, index) => [
      ...beside(...signs[state], fold(`${rule}: ${value}; ${bar}`, 2, screen), screen),
      // Two rules may fail for the same reason.
      ...(remedy === undefined || remedies.indexOf(remedy) < index
        ? []
        : fold(remedy, most, screen).map((line) => ' '.repeat(margin) + line)),
    ]),
    ...notes.flatMap((text) => beside('note   ', 'yellow', fold(text, most, screen), screen)),
  ];
}

/** Lines with a sign before the first. */
function beside(sign: string, style: Style, [first = '', ...others]: readonly string[], { paint }: Screen): string[] {
  return [`${paint(style, sign)} ${first}`, ...others.map((line) => ' '.repeat(margin) + line)];
}

/** On a terminal, a text in at most so many lines, two or more: the first of its own lines before all others. */
function fold(text: string, most: number, { columns }: Screen): string[] {
  const [head = '', ...others] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (columns === Number.POSITIVE_INFINITY) return [head, ...others].map(visible);
  // The ellipsis needs room.
  const room = columns - margin - 2;
  const first = wrapped(head, most, room);
  const left = most - first.length;
  // Where in a library something was thrown tells least.
  const rest = others.filter((line) => !/^\s+at /.test(line)).join(' ');
  return left < 2 || rest === '' ? first : [...first, ...wrapped(rest, left, room)];
}

/** Its beginning and its end, which often tells more. */
function wrapped(text: string, most: number, room: number): string[] {
  // What has no spaces is broken somewhere.
  const broken = visible(text.replaceAll(/\s+/g, ' ')).replace(new RegExp(`\\S{${room}}(?=\\S)`, 'gu'), '$& ');
  const lines = wrap(broken, room, Number.POSITIVE_INFINITY);
  if (lines.length <= most) return lines;
  const [next, ...last] = lines.slice(1 - most);
  return [...lines.slice(0, 1), `… ${next}`, ...last];
}

/** As many files as there is room for, with a blank line below. */
function uncovered({ patch }: Audit, room: number, { paint, columns }: Screen): string[] {
  if (patch === undefined || patch.uncovered.length === 0) return [];
  // Title, blank line, and the line about what is left out.
  const { shown, left } = cut(patch.uncovered, Math.max(1, room - 3));
  return [
    paint('bold', shorten(visible(`Changed lines that no test ran, since ${patch.against}`), columns)),
    ...shown.map((file) => `  ${describe(file, columns)}`),
    ...(left > 0 ? [`  and ${counted(left, 'more file')}, see the report`] : []),
    '',
  ];
}

function describe({ path, lines }: PatchSection['uncovered'][number], columns: number): string {
  const where = `:${showLines(lines, 6)}`;
  // The end of a path says more than its beginning.
  const room = columns - 2 - where.length;
  const name = [...visible(path)];
  return (name.length > room ? `…${name.slice(1 - room).join('')}` : name.join('')) + where;
}
