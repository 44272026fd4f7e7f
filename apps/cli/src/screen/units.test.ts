import { expect, test } from 'vitest';
import { duration, megabytes, seconds } from './units.ts';

test.each([
  [0, '0 s'],
  [59.9, '59 s'],
  [60, '1 min'],
  [725, '12 min 5 s'],
  [11_040, '3 h 4 min'],
  [190_800, '2 d 5 h'],
])('%d seconds read as %s', (total, text) => {
  expect(duration(total)).toBe(text);
});

test('sizes are decimal and times have one digit', () => {
  expect(megabytes(29_845_768)).toBe('30 MB');
  expect(seconds(849)).toBe('0.8 s');
});
