import { expect, it } from 'vitest';
import { zoned } from './time-axis.ts';

const time = Date.UTC(2026, 0, 31, 23, 30, 15, 250);

it('reads as on a clock in that zone', () => {
  const date = zoned('Asia/Kolkata')(time);
  expect([date.getDate(), date.getHours(), date.getMinutes(), date.getMilliseconds()]).toEqual([1, 5, 0, 250]);
  expect(zoned('utc')(time).getHours()).toBe(23);
});

it('is the time itself in the zone of the viewer', () => {
  expect(zoned('browser')(time).getTime()).toBe(time);
});
