import { expect, it } from 'vitest';
import { clock, duration, inViewersZone } from './duration.ts';

it.each([
  [0, '0 s'],
  [-3, '0 s'],
  [0.6, '1 s'],
  [59.7, '1 min'],
  [185, '3 min 5 s'],
  [3_600, '1 h'],
  [7_530, '2 h 5 min'],
  [86_405, '1 d'],
  [700_000, '8 d 2 h'],
])('%s s are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

it('a moment has its day unless that is today', () => {
  const noon = new Date(2026, 0, 2, 12, 0, 0).getTime();
  expect(clock(noon, noon + 1_000)).toBe('12:00:00');
  expect(clock(noon, noon + 86_400_000)).toBe('2 Jan 2026, 12:00');
});

it('times that a program wrote in UTC are told in the zone of the viewer', () => {
  const at = Date.parse('2026-01-02T12:00:00Z');
  const text = 'Hot (since 2026-01-02 12:00:00 UTC), 2026-99-99 99:99:99 UTC';
  expect(inViewersZone(text, at)).toBe(`Hot (since ${clock(at, at)}), 2026-99-99 99:99:99 UTC`);
});
