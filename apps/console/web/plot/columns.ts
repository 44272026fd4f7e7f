import uPlot from 'uplot';

/** Null is a gap; undefined is a time of another curve, which a line passes by. */
export type Column = readonly (number | null | undefined)[];

/** Times, and as many values of each curve. */
export type Columns = readonly [times: readonly number[], ...values: Column[]];

interface Timed {
  readonly times: readonly number[];
  readonly field: { readonly values: readonly unknown[] };
}

/** The curves on common times. */
export function columnsOf(curves: readonly Timed[]): Columns {
  if (curves.length === 0) return [[]];
  const tables = curves.map(({ times, field }) => [times, field.values] as unknown as uPlot.AlignedData);
  return uPlot.join(tables) as unknown as Columns;
}

/** What can be drawn: what is no finite number leaves a gap. */
export function finite(column: Column): Column {
  return column.map((value) => (value === undefined || Number.isFinite(value) ? value : null));
}

/** Without the gaps that are no longer than `longest` milliseconds from value to value. */
export function bridged(column: Column, times: readonly number[], longest: number): Column {
  const result = [...column];
  let last = -1;
  for (const [at, value] of column.entries()) {
    if (value === null || value === undefined) continue;
    const isShort = last >= 0 && (times[at] ?? 0) - (times[last] ?? 0) <= longest;
    if (isShort) result.fill(undefined, last + 1, at);
    last = at;
  }
  return result;
}

/** Where values have no neighbour to draw a line to. */
export function loneAmong(column: ArrayLike<number | null | undefined>): number[] {
  const lone: number[] = [];
  let candidate = -1;
  let afterGap = true;
  for (let at = 0; at <= column.length; at++) {
    const value = at === column.length ? null : column[at];
    if (value === undefined) continue;
    if (value === null && candidate >= 0) lone.push(candidate);
    candidate = value !== null && afterGap ? at : -1;
    afterGap = value === null;
  }
  return lone;
}
