import { expect, it } from 'vitest';
import { bridged, columnsOf, finite, loneAmong } from './columns.ts';

const timed = (times: number[], values: (number | null)[]) => ({ times, field: { values } });

it('puts curves with other times on common ones and leaves no gap where only another has a point', () => {
  expect(columnsOf([timed([0, 20], [1, 2]), timed([0, 10, 20], [3, null, 5])])).toEqual([
    [0, 10, 20],
    [1, undefined, 2],
    [3, null, 5],
  ]);
  expect(columnsOf([])).toEqual([[]]);
});

it('leaves a gap where a value is no finite number', () => {
  const column = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, undefined];
  expect(finite(column)).toEqual([1, null, null, null, null, undefined]);
});

it('bridges gaps up to a length from value to value, and none at the ends', () => {
  const times = [0, 10, 20, 30, 40, 50, 60];
  expect(bridged([null, 1, null, 2, null, null, 3], times, 20)).toEqual([null, 1, undefined, 2, null, null, 3]);
});

it('finds the values that no line leads to', () => {
  expect(loneAmong([1])).toEqual([0]);
  expect(loneAmong([1, null, 2, null, 3, 4, null, 5])).toEqual([0, 2, 7]);
  expect(loneAmong([null, 1, undefined, 2, null, undefined, 3, undefined])).toEqual([6]);
  expect(loneAmong([])).toEqual([]);
});
