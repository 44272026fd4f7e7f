import type { Clock } from '@switchgear/breaker';
import type { Scheduler } from '../types.ts';

/** A clock with timers that move only by hand. */
export class ManualTime implements Clock, Scheduler {
  #now: number;
  readonly #timers = new Set<{ at: number; task: () => void }>();

  constructor(startsAt = 1_000_000) {
    this.#now = startsAt;
  }

  now(): number {
    return this.#now;
  }

  get timers(): number {
    return this.#timers.size;
  }

  after(delayMs: number, task: () => void): () => void {
    const timer = { at: this.#now + delayMs, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves time, running every timer at its own moment. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
    }
    this.#now = end;
  }

  #next(end: number): { at: number; task: () => void } | undefined {
    let soonest: { at: number; task: () => void } | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= end && (soonest === undefined || timer.at < soonest.at)) soonest = timer;
    }
    return soonest;
  }
}

/** Repeatable numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
