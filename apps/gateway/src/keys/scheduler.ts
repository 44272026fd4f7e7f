import type { Scheduler } from './types.ts';

/** Real timers, which never keep the process alive. */
export const systemScheduler: Scheduler = {
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** One timer that is moved to the soonest of changing deadlines. */
export class Alarm {
  readonly #scheduler: Scheduler;
  readonly #ring: () => void;
  #at = Number.POSITIVE_INFINITY;
  #cancel: () => void = () => {};

  constructor(scheduler: Scheduler, ring: () => void) {
    this.#scheduler = scheduler;
    this.#ring = ring;
  }

  /** Rings at `at` (epoch milliseconds) or, where an earlier time was set before, then. */
  set(at: number, now: number): void {
    if (at >= this.#at) return;
    this.stop();
    this.#at = at;
    // A timer holds at most 2^31 - 1 ms; whoever is rung early sets the alarm again.
    const delayMs = Math.min(Math.max(0, Math.ceil(at - now)), 2 ** 31 - 1);
    this.#cancel = this.#scheduler.after(delayMs, () => {
      this.#at = Number.POSITIVE_INFINITY;
      this.#ring();
    });
  }

  stop(): void {
    this.#cancel();
    this.#cancel = () => {};
    this.#at = Number.POSITIVE_INFINITY;
  }
}
