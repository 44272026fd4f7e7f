import { expect, it } from 'vitest';
import { counted, percentOf, showDuration, showLines, showPercent, showPoints } from './figures.ts';
import { visible } from './visible.ts';

it.each([
  [79.999, '79.9 %'],
  [99.99, '99.9 %'],
  [100, '100.0 %'],
  [81.9, '81.9 %'],
  [0, '0.0 %'],
])('shows %d never above what it is: %s', (percent, shown) => {
  expect(showPercent(percent)).toBe(shown);
});

it('has everything covered where there is nothing', () => {
  expect(percentOf({ covered: 0, executable: 0 })).toBe(100);
});

it.each([
  [1.25, '+1.3'],
  [-0.4, '−0.4'],
  [-0.04, '±0.0'],
])('shows %d points as %s', (points, shown) => {
  expect(showPoints(points)).toBe(shown);
});

it('shows lines as ranges, and how many it leaves out', () => {
  expect(showLines([3, 7, 8, 9, 20])).toBe('3, 7–9, 20');
  expect(showLines([1, 3, 4, 5, 9], 1)).toBe('1 and 4 more lines');
  expect(showLines([])).toBe('');
});

it('shows times and counts for people', () => {
  expect([12.4, 1840, 61_500].map(showDuration)).toEqual(['12 ms', '1.8 s', '1 min 1 s']);
  expect([counted(1, 'line'), counted(5000, 'line')]).toEqual(['1 line', '5,000 lines']);
});

it('makes visible what is not, also half characters', () => {
  expect(visible('a\tb\nc\u202e\u200b\ud800é😀')).toBe('a\\tb\\nc\\u{202e}\\u{200b}\\u{d800}é😀');
});
