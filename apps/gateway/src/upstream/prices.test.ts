import { describe, expect, it } from 'vitest';
import { deepseekPrices, isPeak, withCost } from './prices.ts';

const monday = (hour: number, minute = 0) => Date.UTC(2026, 10, 23, hour, minute);
const usage = { prompt: 1_000_000, completion: 1_000_000, cached: 250_000, reasoning: 0 };

describe('prices', () => {
  it('are at their peak from 01:00 to 04:00 and from 06:00 to 10:00 UTC, Monday to Friday', () => {
    const peaks = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isPeak(monday(hour)));
    expect(peaks).toEqual([1, 2, 3, 6, 7, 8, 9]);
    expect([isPeak(monday(0, 59)), isPeak(monday(3, 59)), isPeak(monday(4)), isPeak(monday(10))]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    const days = Array.from({ length: 7 }, (_, day) => isPeak(monday(7) + day * 86_400_000));
    expect(days).toEqual([true, true, true, true, true, false, false]);
  });

  it('of DeepSeek depend on the hour and on what the cache held', () => {
    const flash = deepseekPrices['deepseek-flash'];
    expect(withCost(usage, flash, monday(12)).costUsd).toBeCloseTo(0.25 * 0.003 + 0.75 * 0.15 + 0.6, 10);
    expect(withCost(usage, flash, monday(7)).costUsd).toBeCloseTo(0.25 * 0.006 + 0.75 * 0.3 + 1.2, 10);
    const pro = deepseekPrices['deepseek-v4-pro'];
    expect(withCost(usage, pro, monday(12)).costUsd).toBeCloseTo(0.25 * 0.022 + 0.75 * 0.66 + 1.98, 10);
    expect(withCost(usage, pro, monday(7)).costUsd).toBeCloseTo(0.25 * 0.044 + 0.75 * 1.32 + 3.96, 10);
  });

  it('without a peak or a cache price are the same at all hours and for all input', () => {
    expect(withCost(usage, { input: 2, output: 4 }, monday(7)).costUsd).toBe(6);
  });

  it('do not touch a cost that the provider told, nor invent one', () => {
    expect(withCost({ ...usage, costUsd: 1 }, { input: 2, output: 4 }, 0).costUsd).toBe(1);
    expect(withCost(usage, undefined, 0)).toEqual(usage);
  });
});
