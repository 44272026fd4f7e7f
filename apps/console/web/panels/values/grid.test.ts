import { expect, it } from 'vitest';
import { type Box, gap, gridOf, type Orientation } from './grid.ts';

const least = { width: 60, height: 24 };
const sizeIn = ({ width, height }: Box) => Math.min(width / 2, height);
const columns = (count: number, width: number, height: number, orientation: Orientation = 'auto') =>
  gridOf(count, { width, height }, orientation, least, sizeIn).columns;

it('gives each value as much room as can be', () => {
  expect(columns(2, 600, 100)).toBe(2);
  expect(columns(2, 100, 300)).toBe(1);
  expect(columns(6, 600, 200)).toBe(3);
});

it('follows the orientation, and goes on below where the width ends', () => {
  expect(columns(4, 600, 100, 'horizontal')).toBe(1);
  expect(columns(4, 100, 600, 'vertical')).toBe(1);
  expect(columns(4, 300, 600, 'vertical')).toBe(4);
});

it('never reaches over the side, and over the foot only where it scrolls', () => {
  for (const orientation of ['auto', 'horizontal', 'vertical'] as const) {
    for (const [width, height] of [
      [120, 60],
      [390, 200],
      [1200, 800],
      [64, 900],
    ] as const) {
      for (const count of [1, 2, 5, 25, 100]) {
        const { columns, cell, scrolls } = gridOf(count, { width, height }, orientation, least, sizeIn);
        const rows = Math.ceil(count / columns);
        expect(columns * (cell.width + gap) - gap).toBeLessThanOrEqual((scrolls ? width - 16 : width) + 0.01);
        expect(rows * (cell.height + gap) - gap > height + 0.01).toBe(scrolls);
      }
    }
  }
});

it('shows as many as it can where not all are in sight', () => {
  expect(columns(100, 300, 100)).toBe(4);
});
