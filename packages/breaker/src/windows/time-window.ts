import type { Clock } from '../clock.ts';
import type { Window, WindowData } from './window.ts';

const bucketCount = 10;
/** A bucket's start, divided by its length, may come out just short of its number. */
const roundingSlack = 1e-6;

/**
 * The calls of the last `windowMs`, in ten buckets, so it reaches back between nine and ten tenths of it.
 *
 * Memory does not grow with traffic, and time that passes without calls empties the window like any other.
 */
export class TimeWindow implements Window {
  private readonly clock: Clock;
  private readonly bucketMs: number;
  /** A ring; the bucket that began at `n * bucketMs` is at `n % bucketCount`. Made with the first call. */
  private buckets: Bucket[] = [];
  private current: Bucket = { total: 0, hits: 0 };
  /** Number of the current bucket since the epoch. */
  private newest = Number.NEGATIVE_INFINITY;
  /** When the current bucket ends, so that most calls need one comparison. */
  private endsAt = Number.NEGATIVE_INFINITY;
  total = 0;
  hits = 0;

  constructor(windowMs: number, clock: Clock) {
    this.clock = clock;
    this.bucketMs = windowMs / bucketCount;
  }

  add(hit: boolean): void {
    this.refresh();
    this.current.total++;
    this.total++;
    if (!hit) return;
    this.current.hits++;
    this.hits++;
  }

  /** A clock that stepped back leaves everything as it is. */
  refresh(): void {
    const now = this.clock.now();
    if (now < this.endsAt) return;
    const number = Math.floor(now / this.bucketMs);
    for (let passed = Math.max(this.newest, number - bucketCount) + 1; passed <= number; passed++) {
      const bucket = this.bucket(passed);
      this.total -= bucket.total;
      this.hits -= bucket.hits;
      bucket.total = 0;
      bucket.hits = 0;
    }
    this.newest = number;
    this.endsAt = (number + 1) * this.bucketMs;
    this.current = this.bucket(number);
  }

  clear(): void {
    this.buckets = [];
    this.newest = Number.NEGATIVE_INFINITY;
    this.endsAt = Number.NEGATIVE_INFINITY;
    this.total = 0;
    this.hits = 0;
  }

  save(): WindowData {
    this.refresh();
    const buckets: [number, number, number][] = [];
    for (let number = this.newest - bucketCount + 1; number <= this.newest; number++) {
      const { total, hits } = this.bucket(number);
      if (total > 0) buckets.push([number * this.bucketMs, total, hits]);
    }
    return { buckets };
  }

  load(data: WindowData): void {
    this.clear();
    if (!('buckets' in data)) return;
    this.refresh();
    for (const [start, total, hits] of data.buckets) {
      // A start ahead of this clock is as good as now.
      const number = Math.min(Math.floor(start / this.bucketMs + roundingSlack), this.newest);
      if (number <= this.newest - bucketCount) continue;
      for (const target of [this.bucket(number), this]) {
        target.total += total;
        target.hits += hits;
      }
    }
  }

  private bucket(number: number): Bucket {
    const index = ((number % bucketCount) + bucketCount) % bucketCount;
    this.buckets[index] ??= { total: 0, hits: 0 };
    return this.buckets[index];
  }
}

interface Bucket {
  total: number;
  hits: number;
}
