import { styleText } from 'node:util';
import type { Audit } from '../model.ts';
import { counted, cut, showLines } from '../report/figures.ts';
import { visible } from '../report/visible.ts';
import { shorten, wrap } from './columns.ts';
import type { GateLine, Verdict } from './judge.ts';

const columns = 80;
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

/**
 * The verdict on one screen: at most 24 lines of 80 columns, with what is to be tested first. Colours go only to a
 * stream that is a terminal and takes them.
 */
export function renderGate(audit: Audit, { lines, exitStatus }: Verdict, stream: NodeJS.WritableStream): string {
  const paint = (style: Style, text: string) => styleText(style, text, { stream });
  const under = (text: string, most: number) =>
    wrap(visible(text), columns - margin, most).map((line) => ' '.repeat(margin) + line);

  const verdict = lines.flatMap(({ rule, state, value, bar, remedy }) => {
    const [sign, style] = signs[state];
    const found = shorten(visible(`${rule}: ${value}, ${bar}`), columns - margin);
    return [`${paint(style, sign)} ${found}`, ...(remedy ? under(remedy, 3) : [])];
  });

  const told = new Set(lines.map(({ remedy }) => remedy));
  const { shown, left } = cut(
    audit.faults.filter(({ message }) => !told.has(message)),
    mostNotes,
  );
  const texts = [
    ...shown.map(({ message }) => message),
    ...(left > 0 ? [`${counted(left, 'more note')} in the report`] : []),
  ];
  const notes = texts.flatMap((text) => {
    const [first = '', ...others] = under(text, 2);
    return [paint('yellow', 'note   ') + first.slice(margin - 1), ...others];
  });

  const below = [...verdict, ...notes, '', paint(...endings[exitStatus])];
  return [...uncovered(audit, rows - below.length, paint), ...below, ''].join('\n');
}

/** As many files as there is room for, with a blank line below. */
function uncovered({ patch }: Audit, room: number, paint: (style: Style, text: string) => string): string[] {
  if (patch === undefined || patch.uncovered.length === 0) return [];
  // Title, blank line, and the line about what is left out.
  const { shown, left } = cut(patch.uncovered, Math.max(1, room - 3));
  return [
    paint('bold', shorten(visible(`Changed lines that no test ran, since ${patch.against}`), columns)),
    ...shown.map((file) => `  ${describe(file)}`),
    ...(left > 0 ? [`  and ${counted(left, 'more file')}, see the report`] : []),
    '',
  ];
}

function describe({ path, lines }: { readonly path: string; readonly lines: readonly number[] }): string {
  const where = `:${showLines(lines, 6)}`;
  // The end of a path says more than its beginning.
  const room = columns - 2 - where.length;
  const name = [...visible(path)];
  return (name.length > room ? `…${name.slice(1 - room).join('')}` : name.join('')) + where;
}
