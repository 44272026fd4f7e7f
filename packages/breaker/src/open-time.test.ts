import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTimeMs } from './open-time.ts';
import { defaultSettings } from './settings.ts';

const at = (trip: number, random: number, growth = {}) =>
  openTimeMs(
    { ...defaultSettings, openGrowth: { ...defaultSettings.openGrowth, ...growth }, random: () => random },
    trip,
  );

describe('the open time', () => {
  it('doubles per consecutive trip up to eight times the first', () => {
    expect([0, 1, 2, 3, 4, 5, 1_000].map((trip) => at(trip, 0.5) / 60_000)).toEqual([1, 1, 2, 4, 8, 8, 8]);
  });

  it('is spread by a tenth in both directions, but never above the cap', () => {
    expect([at(1, 0), at(1, 1)]).toEqual([54_000, 66_000]);
    expect([at(4, 0), at(4, 1)]).toEqual([432_000, 480_000]);
  });

  it('grows by another factor to another cap when told so', () => {
    expect(at(3, 0.5, { factor: 3, maxMultiplier: 100 })).toBe(9 * 60_000);
    expect(at(9, 0.5, { factor: 1 })).toBe(60_000);
  });

  it('is always above zero and within the cap', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, noNaN: true }), (trip, random) => {
        const time = at(trip, random, { jitter: 0.99 });
        expect(time).toBeGreaterThan(0);
        expect(time).toBeLessThanOrEqual(480_000);
      }),
    );
  });
});
