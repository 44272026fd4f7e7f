import { expect, it } from 'vitest';
import { stack } from './stack.ts';

const normal = { key: 'a', percent: false };
const percent = { key: 'a', percent: true };

it('puts curves of a group upon each other and leaves the others alone', () => {
  const { columns, bands } = stack(
    [
      [1, 2],
      [9, 9],
      [3, 4],
      [5, 6],
    ],
    [normal, undefined, normal, { ...normal, key: 'b' }],
  );
  expect(columns).toEqual([
    [1, 2],
    [9, 9],
    [4, 6],
    [5, 6],
  ]);
  expect(bands).toEqual([{ series: [3, 1], dir: -1 }]);
});

it('counts a gap as 0 while another curve has a value, and is a gap where none has', () => {
  expect(
    stack(
      [
        [1, null, null],
        [2, 3, null],
      ],
      [normal, normal],
    ).columns,
  ).toEqual([
    [1, 0, null],
    [3, 3, null],
  ]);
});

it('hangs curves that are never above 0 below it', () => {
  const { columns, bands } = stack([[1], [-2], [-3], [4]], [normal, normal, normal, normal]);
  expect(columns).toEqual([[1], [-2], [-5], [5]]);
  expect(bands).toEqual([
    { series: [3, 2], dir: 1 },
    { series: [4, 1], dir: -1 },
  ]);
});

it('draws shares of the sum, and 0 where all are 0', () => {
  expect(
    stack(
      [
        [1, 0],
        [3, 0],
      ],
      [percent, percent],
    ).columns,
  ).toEqual([
    [0.25, 0],
    [1, 0],
  ]);
});
