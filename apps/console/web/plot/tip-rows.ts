import type { Columns } from './columns.ts';
import type { Curve } from './curves.ts';
import { valueText } from './ticks.ts';

/** `options.tooltip` of a panel. */
export interface TipOptions {
  readonly mode?: 'single' | 'multi' | 'none';
  readonly sort?: 'none' | 'asc' | 'desc';
}

export interface TipRow {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly text: string;
  /** Whether it is the one that is pointed at. */
  readonly near: boolean;
}

/**
 * What curves are at a time.
 *
 * @param near index of the curve that is pointed at
 */
export function tipRows(
  curves: readonly Curve[],
  columns: Columns,
  index: number,
  near: number | undefined,
  { mode = 'single', sort = 'none' }: TipOptions,
): TipRow[] {
  const all = curves.flatMap((curve, at) => {
    const value = columns[at + 1]?.[index];
    if (value === null || value === undefined || curve.style.hideFrom.tooltip === true) return [];
    return [{ curve, value, near: at === near }];
  });
  const wanted = mode === 'multi' ? all : all.filter((row) => row.near);
  const sign = sort === 'desc' ? -1 : 1;
  if (sort !== 'none') wanted.sort((one, other) => sign * compare(one.value, other.value));
  return wanted.map(({ curve: { id, name, color, field }, value, near }) => ({
    id,
    name,
    color,
    text: valueText(field, value),
    near,
  }));
}

function compare(one: number, other: number): number {
  // What is no number counts as less than any.
  const [a, b] = [one, other].map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value)) as [
    number,
    number,
  ];
  return a === b ? 0 : a - b;
}
