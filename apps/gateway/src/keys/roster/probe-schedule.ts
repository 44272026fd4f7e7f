import { DeadlineHeap } from '../choice/deadline-heap.ts';
import type { KeyPoolOptions } from '../types.ts';
import type { PoolKey } from './pool-key.ts';

type ProbeOptions = Pick<Required<KeyPoolOptions>, 'idleProbeMs' | 'quarantineProbeMs' | 'random'>;

/** When which key is due for a free probe, should no request come first. */
export class ProbeSchedule {
  readonly #keys: readonly PoolKey[];
  readonly #heap: DeadlineHeap;
  readonly #options: ProbeOptions;

  constructor(keys: readonly PoolKey[], options: ProbeOptions) {
    this.#keys = keys;
    this.#heap = new DeadlineHeap(keys.length);
    this.#options = options;
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
      this.#heap.set(key.index, (state === 'open' ? (openUntil ?? now) : now) + this.#options.idleProbeMs);
    else if (!released) this.#heap.set(key.index, now + this.#quarantinePause());
  }

  /** After a restart, which may have brought a new secret, a quarantine is probed soon; many of them, apart. */
  spread(key: PoolKey, now: number): void {
    const { idleProbeMs, quarantineProbeMs, random } = this.#options;
    if (key.awaitsRelease) this.#heap.set(key.index, now + Math.min(idleProbeMs, quarantineProbeMs) * random());
  }

  /** The next key whose free probe is due; its following one is arranged already. */
  takeDue(now: number): PoolKey | undefined {
    const item = this.#heap.takeDue(now);
    const key = item === undefined ? undefined : this.#keys[item];
    if (key === undefined) return undefined;
    this.#heap.set(key.index, now + (key.awaitsRelease ? this.#quarantinePause() : this.#options.idleProbeMs));
    return key;
  }

  /** Between 90 % and the whole of the pause, so that keys quarantined together drift apart. */
  #quarantinePause(): number {
    return this.#options.quarantineProbeMs * (0.9 + 0.1 * this.#options.random());
  }
}
