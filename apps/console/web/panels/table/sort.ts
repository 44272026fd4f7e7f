import type { Column } from './columns.ts';

export interface Sort {
  /** Name of the column. */
  readonly displayName: string;
  readonly desc?: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The numbers of the rows in the order that they are shown: numbers before texts, and what is empty always last. */
export function sortedRows(columns: readonly Column[], count: number, sorts: readonly Sort[]): number[] {
  const orders = sorts.flatMap(({ displayName, desc }) => {
    const column = columns.find(({ name }) => name === displayName);
    return column === undefined ? [] : [{ values: column.field.values, sign: desc === true ? -1 : 1 }];
  });
  const rows = Array.from({ length: count }, (_, row) => row);
  return rows.sort((a, b) => {
    for (const { values, sign } of orders) {
      const order = compare(values[a], values[b], sign);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Rising, falling, then as it came. */
export function nextSort([current]: readonly Sort[], displayName: string): readonly Sort[] {
  if (current?.displayName !== displayName) return [{ displayName }];
  return current.desc === true ? [] : [{ displayName, desc: true }];
}

function compare(a: unknown, b: unknown, sign: number): number {
  const kinds = kindOf(a) - kindOf(b);
  if (kinds !== 0) return kindOf(a) === empty || kindOf(b) === empty ? kinds : kinds * sign;
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : (a < b ? -1 : 1) * sign;
  return kindOf(a) === empty ? 0 : collator.compare(String(a), String(b)) * sign;
}

const empty = 2;

function kindOf(value: unknown): number {
  if (value === null || value === undefined || value === '' || Number.isNaN(value)) return empty;
  return typeof value === 'number' ? 0 : 1;
}
