import type { Clock } from '../clock.ts';

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now: number;

  constructor(startsAt = 1_750_000_000_000) {
    this.#now = startsAt;
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
