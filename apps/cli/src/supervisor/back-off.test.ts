import { expect, test } from 'vitest';
import { BackOff } from './back-off.ts';

test('each start that fails doubles the pause, up to the cap', () => {
  const backOff = new BackOff({ firstMs: 100, capMs: 1_000 });
  const pauses = [1, 2, 3, 4, 5, 6].map(() => backOff.pauseAfter(0));
  expect(pauses).toEqual([100, 200, 400, 800, 1_000, 1_000]);
});

test('a program that ran well starts from the first pause again', () => {
  const backOff = new BackOff({ firstMs: 100, goodRunMs: 2_000 });
  backOff.pauseAfter(0);
  backOff.pauseAfter(0);
  expect(backOff.pauseAfter(1_999)).toBe(400);
  expect(backOff.pauseAfter(2_000)).toBe(100);
});
