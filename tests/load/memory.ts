import { residentBytes } from '../support/processes.ts';

export interface MemorySample {
  /** Since the first sample. */
  readonly seconds: number;
  readonly bytes: number;
}

/** Samples the resident memory of a process every second. */
export class MemoryMeter {
  readonly samples: MemorySample[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    const begin = performance.now();
    const sample = () => {
      const bytes = residentBytes(pid);
      if (bytes !== undefined) this.samples.push({ seconds: (performance.now() - begin) / 1000, bytes });
    };
    sample();
    this.#timer = setInterval(sample, 1_000);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

export interface MemoryTrend {
  /**
   * The highest of each half. Garbage rises and falls like a saw while the system is given nothing back, so that resident
   * memory goes up in a few steps to the highest tooth; when these come is the collector's choice.
   */
  readonly firstHalfPeakBytes: number;
  readonly secondHalfPeakBytes: number;
  /** Median growth from one minute to the next, after the first. A leak grows in every minute. */
  readonly bytesPerMinute: number;
}

/** Undefined for a run of less than three minutes. */
export function memoryTrend(samples: readonly MemorySample[]): MemoryTrend | undefined {
  const end = samples.at(-1)?.seconds ?? 0;
  if (end < 180) return undefined;
  const minute = (number: number) =>
    median(samples.filter(({ seconds }) => Math.floor(seconds / 60) === number).map(({ bytes }) => bytes));
  const minutes = Array.from({ length: Math.floor(end / 60) - 1 }, (_, index) => minute(index + 1));
  const peak = (half: readonly MemorySample[]) => Math.max(...half.map(({ bytes }) => bytes));
  return {
    firstHalfPeakBytes: peak(samples.filter(({ seconds }) => seconds < end / 2)),
    secondHalfPeakBytes: peak(samples.filter(({ seconds }) => seconds >= end / 2)),
    bytesPerMinute: median(minutes.slice(1).map((bytes, index) => bytes - (minutes[index] ?? Number.NaN))),
  };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that at least the share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
