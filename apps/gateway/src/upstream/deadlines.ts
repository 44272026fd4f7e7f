import type { Deadlines } from './types.ts';

export type Expired = 'first_token' | 'idle' | 'total';

/** Where a timer comes from; the default is the machine's monotonic clock. */
export interface Scheduler {
  /** Milliseconds on a clock that never runs backwards. */
  now(): number;
  schedule(run: () => void, delayMs: number): () => void;
  /** Runs once everything was read that had arrived by now. */
  afterArrivals(run: () => void): () => void;
}

const LONGEST_DELAY_MS = 2 ** 31 - 1;

const machine: Scheduler = {
  now: () => performance.now(),
  schedule(run, delayMs) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  // Timers come first after a machine has slept or the loop was blocked, then sockets, then this.
  afterArrivals(run) {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  },
};

/**
 * The three deadlines of one call on one timer, which is moved only when it fires: a token costs a reading of the
 * clock. Time in which the caller does not ask for more (`pause` to `wait`) is its own and not the provider's.
 */
export class CallDeadlines {
  readonly #limits: Deadlines;
  readonly #expire: (expired: Expired, limitMs: number) => void;
  readonly #scheduler: Scheduler;
  readonly #startedAt: number;
  #totalDue: number;
  #cancel: (() => void) | undefined;
  #timerDue = Number.POSITIVE_INFINITY;
  #begun = false;
  #waitingSince: number | undefined;
  #silentMs = 0;

  constructor(limits: Deadlines, expire: (expired: Expired, limitMs: number) => void, scheduler: Scheduler = machine) {
    this.#limits = limits;
    this.#expire = expire;
    this.#scheduler = scheduler;
    this.#startedAt = scheduler.now();
    this.#totalDue = this.#startedAt + limits.totalMs;
    this.#waitingSince = this.#startedAt;
    this.#arm();
  }

  /** The caller asks for more: from here on silence is the provider's. */
  wait(): void {
    this.#waitingSince = this.#scheduler.now();
    this.#arm();
  }

  /** Something arrived, token or not; silence counts on only after the next `wait`. */
  pause(): void {
    if (this.#waitingSince === undefined) return;
    this.#silentMs += this.#scheduler.now() - this.#waitingSince;
    this.#waitingSince = undefined;
  }

  /** What arrived was a token: the first-token deadline is met and silence starts anew. */
  token(): void {
    this.#begun = true;
    this.#silentMs = 0;
  }

  /** Leaves at most so many more milliseconds in total. */
  cap(ms: number): void {
    this.#totalDue = Math.min(this.#totalDue, this.#scheduler.now() + ms);
    this.#arm();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#timerDue = Number.NEGATIVE_INFINITY;
  }

  #next(): { due: number; expired: Expired; limitMs: number } {
    const total = { due: this.#totalDue, expired: 'total', limitMs: this.#limits.totalMs } as const;
    if (!this.#begun) {
      const due = this.#startedAt + this.#limits.firstTokenMs;
      return due < total.due ? { due, expired: 'first_token', limitMs: this.#limits.firstTokenMs } : total;
    }
    if (this.#waitingSince === undefined) return total;
    const due = this.#waitingSince + this.#limits.idleMs - this.#silentMs;
    return due < total.due ? { due, expired: 'idle', limitMs: this.#limits.idleMs } : total;
  }

  #arm(): void {
    const { due } = this.#next();
    // An earlier timer looks again when it fires; only a nearer deadline needs a new one.
    if (due >= this.#timerDue) return;
    this.#cancel?.();
    this.#timerDue = due;
    const delayMs = Math.max(1, Math.ceil(due - this.#scheduler.now()));
    this.#cancel = this.#scheduler.schedule(() => this.#fire(), Math.min(delayMs, LONGEST_DELAY_MS));
  }

  #fire(): void {
    if (this.#hasTimeLeft()) return;
    this.#timerDue = Number.NEGATIVE_INFINITY;
    this.#cancel = this.#scheduler.afterArrivals(() => this.#look());
  }

  /** What arrived in time may have been read only now. */
  #look(): void {
    if (this.#hasTimeLeft()) return;
    const { expired, limitMs } = this.#next();
    this.stop();
    this.#expire(expired, limitMs);
  }

  /** Whether no deadline is due yet; the timer is then set for the next one. */
  #hasTimeLeft(): boolean {
    if (this.#scheduler.now() >= this.#next().due) return false;
    this.#timerDue = Number.POSITIVE_INFINITY;
    this.#arm();
    return true;
  }
}
