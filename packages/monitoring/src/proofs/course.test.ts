import { expect, it } from 'vitest';
import { notation, samples } from './course.ts';

const everyMinute = (course: string, count: number) => notation(samples(course, { everySeconds: 60, count }));

it.each([
  ['stays at a value, the last one to the end', '7 2m, 8', '7x1 8x2'],
  ['goes up evenly', '1 1m, +5/1m', '1x1 6+5x2'],
  ['goes up in whole numbers', '0 1m, +1/2m', '0x2 1x1'],
  ['goes up in fractions', '+0.25/1m', '0 0.25 0.5 0.75 1'],
  ['goes on from where it was', '+1/1m 2m, +0/1m 1m, +1/1m', '0+1x2 2 3'],
  ['ends when scrapes fail, and comes back', '1 1m, gap 2m, 2', '1 stale _x1 2x1'],
  ['begins late, and fails before', 'none 2m, gap 1m, 5', '_x3 5x1'],
  ['is the sum of several', '1 2m, 2 & 10', '11x1 12x2'],
])('%s', (_, course, expected) => {
  expect(everyMinute(course, 5)).toBe(expected);
});

it('tells a step that it does not know, and a course that is too short', () => {
  expect(() => everyMinute('1 1m, up', 5)).toThrow('expected a step such as 7, +3/1m, gap or none, found "up"');
  expect(() => everyMinute('1 2m', 5)).toThrow('"1 2m" ends too early');
});
