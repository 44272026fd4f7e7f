import { describe, expect, it } from 'vitest';
import { memoryTrend } from './memory.ts';

/** Ten minutes, sampled every second. */
const run = (bytesAt: (seconds: number) => number) =>
  memoryTrend(Array.from({ length: 600 }, (_, seconds) => ({ seconds, bytes: bytesAt(seconds) })));

describe('the trend of memory', () => {
  it('is no growth for a process that fills its caches in the first minute', () => {
    expect(run((seconds) => 100e6 + Math.min(seconds, 60) * 1e6)).toMatchObject({
      bytesPerMinute: 0,
      firstHalfPeakBytes: 160e6,
      secondHalfPeakBytes: 160e6,
    });
  });

  it('is the growth of a leak', () => {
    expect(run((seconds) => 100e6 + seconds * 50_000)?.bytesPerMinute).toBeCloseTo(3e6);
  });

  it('shows a late step in its second half and not in its typical minute', () => {
    expect(run((seconds) => (seconds < 300 ? 100e6 : 130e6))).toMatchObject({
      bytesPerMinute: 0,
      firstHalfPeakBytes: 100e6,
      secondHalfPeakBytes: 130e6,
    });
  });

  it('is unknown for a short run', () => {
    expect(memoryTrend([{ seconds: 0, bytes: 1 }])).toBeUndefined();
  });
});
