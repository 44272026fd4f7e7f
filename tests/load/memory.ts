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
  /** Median over the second minute, when caches and the compiler have settled. */
  readonly earlyBytes: number;
  /** Median over the last minute. */
  readonly lateBytes: number;
  readonly peakBytes: number;
  /**
   * Median growth from one minute to the next, after the first. A leak grows in every minute; a burst of calls may
   * once take memory that the system is not given back.
   */
  readonly bytesPerMinute: number;
}

/** Undefined for a run of less than three minutes. */
export function memoryTrend(samples: readonly MemorySample[]): MemoryTrend | undefined {
  const end = samples.at(-1)?.seconds ?? 0;
  if (end < 180) return undefined;
  const minute = (number: number) =>
    median(samples.filter(({ seconds }) => Math.floor(seconds / 60) === number).map(({ bytes }) => bytes));
  const minutes = Array.from({ length: Math.floor(end / 60) - 1 }, (_, index) => minute(index + 1));
  return {
    earlyBytes: minutes[0] ?? Number.NaN,
    lateBytes: minutes.at(-1) ?? Number.NaN,
    peakBytes: Math.max(...samples.map(({ bytes }) => bytes)),
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
