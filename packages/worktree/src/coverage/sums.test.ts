import { expect, test } from 'vitest';
import { linesOf } from '../testing/coverage.ts';
import { LineSet } from './line-set.ts';
import { mergeCoverage, totals } from './sums.ts';

const file = (executable: number[], covered: number[]) => ({
  executable: LineSet.of(executable),
  covered: LineSet.of(covered),
});

test('reports are merged line by line', () => {
  const merged = mergeCoverage([
    { files: new Map([['a', file([1, 2], [1])]]) },
    { files: new Map([['a', file([2, 3], [2])]]) },
    { files: new Map([['b', file([1], [])]]) },
  ]);
  expect(linesOf(merged)).toEqual({ a: '1,2,3 / 1,2', b: '1 / ' });
  expect(totals(merged)).toEqual({ covered: 2, executable: 4 });
  expect(totals(new Map())).toEqual({ covered: 0, executable: 0 });
});
