import type uPlot from 'uplot';
import type { Column } from './columns.ts';

/** What a curve is stacked with. */
export interface StackGroup {
  readonly key: string;
  /** Whether the group is drawn as shares of its sum, from 0 to 1. */
  readonly percent: boolean;
}

export interface Stacked {
  readonly columns: readonly Column[];
  /** Between each curve and the one below it. */
  readonly bands: uPlot.Band[];
}

/**
 * Curves of a group upon each other, the first at the bottom; those that are never above 0 hang below it. A gap in one
 * counts as 0 as long as another of the group has a value.
 */
export function stack(columns: readonly Column[], groups: readonly (StackGroup | undefined)[]): Stacked {
  const keys = columns.map((column, at) => keyOf(column, groups[at]));
  const totals = totalsOf(columns, keys);
  const below = new Map<string, { readonly at: number; readonly top: Column }>();
  const bands: uPlot.Band[] = [];
  const stacked = columns.map((column, at) => {
    const key = keys[at];
    if (key === undefined) return column;
    const total = totals.get(key) ?? [];
    const base = below.get(key);
    const share = (index: number) => (groups[at]?.percent ? total[index] || 1 : 1);
    const top = column.map((value, index) =>
      total[index] === undefined ? value : (base?.top[index] ?? 0) + (value ?? 0) / share(index),
    );
    if (base !== undefined) bands.push({ series: [at + 1, base.at + 1], dir: key.startsWith('-') ? 1 : -1 });
    below.set(key, { at, top });
    return top;
  });
  return { columns: stacked, bands };
}

function keyOf(column: Column, group: StackGroup | undefined): string | undefined {
  if (group === undefined) return undefined;
  const hangs = column.some((value) => (value ?? 0) < 0) && !column.some((value) => (value ?? 0) > 0);
  return `${hangs ? '-' : '+'}${group.key}`;
}

/** By group, the sum of the sizes at each time at which it has a value. */
function totalsOf(columns: readonly Column[], keys: readonly (string | undefined)[]): Map<string, number[]> {
  const totals = new Map<string, number[]>();
  for (const [at, column] of columns.entries()) {
    const key = keys[at];
    if (key === undefined) continue;
    const total = totals.get(key) ?? [];
    for (const [index, value] of column.entries()) {
      if (typeof value === 'number') total[index] = (total[index] ?? 0) + Math.abs(value);
    }
    totals.set(key, total);
  }
  return totals;
}
