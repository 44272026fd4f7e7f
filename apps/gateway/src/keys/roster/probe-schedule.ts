import { DeadlineHeap } from '../choice/deadline-heap.ts';
import type { PoolKey } from './pool-key.ts';

/** Milliseconds after which a free probe is due. */
export interface ProbePauses {
  /** From the deadline of an open key that no request has probed. */
  readonly idleMs: number;
  /** Between two probes of a quarantined key. */
  readonly quarantineMs: number;
}

/** When which key is due for a free probe, should no request come first. */
export class ProbeSchedule {
  readonly #keys: readonly PoolKey[];
  readonly #heap: DeadlineHeap;
  readonly #pauses: ProbePauses;
  readonly #random: () => number;

  constructor(keys: readonly PoolKey[], pauses: ProbePauses, random: () => number) {
    this.#keys = keys;
    this.#heap = new DeadlineHeap(keys.length);
    this.#pauses = pauses;
    this.#random = random;
  }

  /** Epoch milliseconds of the next free probe; Infinity when none is needed. */
  get soonest(): number {
    return this.#heap.soonest;
  }

  /** Epoch milliseconds of the key's next free probe; undefined when it needs none. */
  dueAt(key: PoolKey): number | undefined {
    return this.#heap.deadlineOf(key.index);
  }

  /** To be called whenever the key's breaker has moved or a request has probed it. */
  arrange(key: PoolKey, now: number): void {
    const { mode, state, openUntil } = key.breaker;
    const released = key.awaitsRelease;
    key.awaitsRelease = key.quarantined;
    if (mode !== 'auto' || state === 'closed') this.#heap.remove(key.index);
    else if (!key.quarantined)
      this.#heap.set(key.index, (state === 'open' ? (openUntil ?? now) : now) + this.#pauses.idleMs);
    else if (!released) this.#heap.set(key.index, now + this.#quarantinePause(0.9));
  }

  /** After a restart, which may have brought a new secret, a quarantine is probed soon; many of them, apart. */
  spread(key: PoolKey, now: number): void {
    const { idleMs, quarantineMs } = this.#pauses;
    if (key.awaitsRelease) this.#heap.set(key.index, now + Math.min(idleMs, quarantineMs) * this.#random());
  }

  /** The next key whose free probe is due; its following one is arranged already. */
  takeDue(now: number): PoolKey | undefined {
    const item = this.#heap.takeDue(now);
    const key = item === undefined ? undefined : this.#keys[item];
    if (key === undefined) return undefined;
    this.#heap.set(key.index, now + (key.awaitsRelease ? this.#quarantinePause(0.9) : this.#pauses.idleMs));
    return key;
  }

  /** Between `least` and the whole of the pause, so that keys quarantined together drift apart. */
  #quarantinePause(least: number): number {
    return this.#pauses.quarantineMs * (least + (1 - least) * this.#random());
  }
}
