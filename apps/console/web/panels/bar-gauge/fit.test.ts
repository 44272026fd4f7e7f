import { expect, it } from 'vitest';
import { fitBar } from './fit.ts';

const wish = { name: 5, value: 2, lying: true, placement: 'auto' } as const;

it('puts the name over a bar that lies where there is height, else beside it', () => {
  expect(fitBar({ width: 300, height: 60 }, wish).name).toBe('top');
  expect(fitBar({ width: 300, height: 30 }, wish).name).toBe('left');
  expect(fitBar({ width: 300, height: 60 }, { ...wish, placement: 'left' }).name).toBe('left');
  expect(fitBar({ width: 300, height: 60 }, { ...wish, placement: 'hidden' }).name).toBe('hidden');
  expect(fitBar({ width: 300, height: 60 }, { ...wish, name: 0 }).name).toBe('hidden');
});

it('leaves at least a quarter of the width to the bar', () => {
  for (const width of [60, 120, 390, 1200]) {
    for (const height of [18, 40, 200]) {
      const { nameWidth, valueWidth } = fitBar({ width, height }, { ...wish, name: 40, value: 30 });
      expect(nameWidth + valueWidth).toBeLessThanOrEqual(width * 0.75);
    }
  }
});

it('names a bar that stands below it, where there is room', () => {
  expect(fitBar({ width: 60, height: 200 }, { ...wish, lying: false }).name).toBe('bottom');
  expect(fitBar({ width: 60, height: 50 }, { ...wish, lying: false }).name).toBe('hidden');
});
