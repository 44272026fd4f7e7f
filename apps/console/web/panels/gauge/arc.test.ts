import { expect, it } from 'vitest';
import { arcOf, dialIn, pointAt } from './arc.ts';

it('is as large as fits into width and height', () => {
  for (const [width, height] of [
    [120, 60],
    [72, 48],
    [300, 800],
    [1200, 100],
  ] as const) {
    for (const margin of [1, 20]) {
      const { radius, height: used } = dialIn({ width, height }, margin);
      expect(Math.max((2 * (radius + margin)) / width, used / height)).toBeCloseTo(1);
    }
  }
});

it('begins left below, stands up at half, and ends right below', () => {
  const centre = { x: 100, y: 100 };
  const at = (share: number) => Object.values(pointAt(centre, 100, share)).map(Math.round);
  expect([0, 0.5, 1].map(at)).toEqual([
    [13, 150],
    [100, 0],
    [187, 150],
  ]);
});

it('goes the long way round only where it is more than half a circle', () => {
  const dial = dialIn({ width: 202, height: 151 }, 1);
  expect(arcOf(dial, 100, 20, 0, 1)).toBe('M14.4 151A100 100 0 1 1 187.6 151L170.28 141A80 80 0 1 0 31.72 141Z');
  expect(arcOf(dial, 100, 20, 0, 0.5)).toContain('A100 100 0 0 1 101 1');
});
