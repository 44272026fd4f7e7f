import { describe, expect, it } from 'vitest';
import { localTime, stepFor } from './range.ts';

const now = Date.UTC(2026, 10, 26, 21, 0, 0);
const hour = 3_600_000;

describe('the step', () => {
  it('is a point in two pixels', () => {
    expect(stepFor({ from: now - 24 * hour, to: now }, 1440)).toBe(120_000);
  });

  it('is never finer than what is scraped', () => {
    expect(stepFor({ from: now - hour / 4, to: now }, 1440)).toBe(10_000);
  });

  it('keeps below the points that Prometheus answers, however long the range', () => {
    const year = 365 * 24 * hour;
    expect(year / stepFor({ from: now - year, to: now }, 4000)).toBeLessThan(11_000);
  });
});

it('a field for a local time gives the same moment back', () => {
  expect(new Date(localTime(now)).getTime()).toBe(now);
});
