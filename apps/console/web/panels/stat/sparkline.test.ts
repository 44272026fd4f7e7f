import { expect, it } from 'vitest';
import { curveOf } from './sparkline.ts';

const box = { width: 100, height: 22 };

it('runs from the least to the most over the time that there is', () => {
  expect(curveOf([1000, 2000, 5000], [5, 9, 1], box)).toEqual({
    line: 'M0 11L25 1L100 21',
    area: 'M0 11L25 1L100 21L100 22L0 22Z',
  });
});

it('has a gap where there is no value', () => {
  const { line, area } = curveOf([0, 1, 2, 3, 4], [0, 1, null, Number.NaN, 1], box);
  expect(line).toBe('M0 21L25 1M100 1');
  expect(area).toBe('M0 21L25 1L25 22L0 22ZM100 1L100 22L100 22Z');
});

it('draws what never changes in the middle, and nothing of nothing', () => {
  expect(curveOf([0, 1], [3, 3], box).line).toBe('M0 11L100 11');
  expect(curveOf([], [], box)).toEqual({ line: '', area: '' });
});
