import { expect, it } from 'vitest';
import type { Column } from './columns.ts';
import { nextSort, type Sort, sortedRows } from './sort.ts';

const column = (name: string, values: unknown[]) =>
  ({ name, field: { name, values, config: {} } }) as unknown as Column;
const sorted = (values: unknown[], desc = false) =>
  sortedRows([column('a', values)], values.length, [{ displayName: 'a', desc }]).map((row) => values[row]);

it('sorts numbers as numbers and texts as people do', () => {
  expect(sorted([10, 9, -1, Number.POSITIVE_INFINITY])).toEqual([-1, 9, 10, Number.POSITIVE_INFINITY]);
  expect(sorted(['key-10', 'Key-9', 'a', 'é', 'z'])).toEqual(['a', 'é', 'Key-9', 'key-10', 'z']);
});

it('shows what is empty last, both ways, and numbers before texts', () => {
  expect(sorted([null, 2, 'x', Number.NaN, 1, ''])).toEqual([1, 2, 'x', null, Number.NaN, '']);
  expect(sorted([null, 2, 'x', Number.NaN, 1, ''], true)).toEqual(['x', 2, 1, null, Number.NaN, '']);
});

it('sorts by several columns, leaves equal rows as they came, and passes over a column that is not there', () => {
  const columns = [column('a', [1, 0, 1, 0]), column('b', ['x', 'y', 'w', 'y'])];
  const by = (...sorts: Sort[]) => sortedRows(columns, 4, sorts);
  expect(by({ displayName: 'a' }, { displayName: 'b' })).toEqual([1, 3, 2, 0]);
  expect(by({ displayName: 'a', desc: true })).toEqual([0, 2, 1, 3]);
  expect(by({ displayName: 'gone' })).toEqual([0, 1, 2, 3]);
});

it('sorts rising, then falling, then not at all', () => {
  const rising = nextSort([{ displayName: 'b' }], 'a');
  const falling = nextSort(rising, 'a');
  expect([rising, falling, nextSort(falling, 'a')]).toEqual([
    [{ displayName: 'a' }],
    [{ displayName: 'a', desc: true }],
    [],
  ]);
});
