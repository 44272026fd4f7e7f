import type { Breaker } from '@switchgear/breaker';
import type { Account } from '../roster/account.ts';
import { PoolKey } from '../roster/pool-key.ts';
import type { Key } from '../types.ts';
import type { Capacity, Lane } from './capacity.ts';
import { DeadlineHeap } from './deadline-heap.ts';
import { Tier } from './tier.ts';

/**
 * Which keys can take a call, kept current by the moves of their breakers and by two heaps of deadlines, so that
 * neither a choice nor a refusal looks through the keys.
 */
export class KeyIndex {
  /** Closed, or told to let calls pass. */
  readonly ready: Tier;
  /** Open past the deadline, or half-open without a probe under way: wants a probe. */
  readonly due: Tier;
  /** Half-open with a probe under way and places left. */
  readonly spare: Tier;
  /** When keys that cannot take a call become usable by the passing of time alone. */
  readonly reopening: DeadlineHeap;
  /** Usable backups that are not active, in the order of the configuration. */
  readonly standby: DeadlineHeap;
  readonly #keys: readonly PoolKey[];

  constructor(keys: readonly PoolKey[], accounts: readonly Account[], capacity: Capacity) {
    this.#keys = keys;
    this.ready = new Tier('ready', accounts, capacity);
    this.due = new Tier('due', accounts, capacity);
    this.spare = new Tier('spare', accounts, capacity);
    this.reopening = new DeadlineHeap(keys.length);
    this.standby = new DeadlineHeap(keys.length);
    capacity.show([this.ready, this.due, this.spare]);
  }

  /** Keys that could take a call if concurrency allowed. */
  get usable(): number {
    return this.ready.size + this.due.size + this.spare.size;
  }

  owns(key: Key): key is PoolKey {
    return key instanceof PoolKey && this.#keys[key.index] === key;
  }

  /** Keys that a call in this lane may take now. */
  available(lane: Lane): number {
    return this.ready.available(lane) + this.due.available(lane) + this.spare.available(lane);
  }

  /** Whether any key that could take a call is left beside these. */
  usableBeside(exclude: ReadonlySet<Key>): boolean {
    let left = this.usable;
    for (const key of exclude) if (this.owns(key) && key.tier !== undefined) left -= 1;
    return left > 0;
  }

  /** Takes keys out until they are placed again; returns those that were in. */
  setAside(exclude: ReadonlySet<Key>): PoolKey[] {
    const aside: PoolKey[] = [];
    for (const key of exclude) {
      if (!this.owns(key) || key.tier === undefined) continue;
      key.tier.remove(key);
      aside.push(key);
    }
    return aside;
  }

  /** Puts the key where its breaker's state says. */
  place(key: PoolKey, now: number): void {
    const from = usableFrom(key.breaker, now);
    if (from > now) {
      this.#enter(key, undefined);
      if (from < Number.POSITIVE_INFINITY) this.reopening.set(key.index, from);
      else this.reopening.remove(key.index);
      return;
    }
    this.reopening.remove(key.index);
    if (key.active) this.#enter(key, this[tierName(key)]);
    else this.standby.set(key.index, key.index);
  }

  /** Lets the keys in whose deadlines have passed. */
  advance(now: number): void {
    for (let item = this.reopening.takeDue(now); item !== undefined; item = this.reopening.takeDue(now)) {
      const key = this.#keys[item];
      if (key !== undefined) this.place(key, now);
    }
  }

  /** The next usable backup, taken from the standby. */
  takeStandby(): PoolKey | undefined {
    const item = this.standby.takeDue(Number.POSITIVE_INFINITY);
    return item === undefined ? undefined : this.#keys[item];
  }

  #enter(key: PoolKey, tier: Tier | undefined): void {
    this.standby.remove(key.index);
    if (key.tier === tier) return;
    key.tier?.remove(key);
    tier?.add(key);
  }
}

/** Epoch milliseconds from which the key can take a call; Infinity when time alone does not help. */
export function usableFrom(breaker: Breaker, now: number): number {
  if (breaker.mode === 'forced_open') return Number.POSITIVE_INFINITY;
  if (breaker.mode !== 'auto') return now;
  if (breaker.state === 'open') return breaker.openUntil ?? Number.POSITIVE_INFINITY;
  return breaker.state === 'half_open' ? now + breaker.retryAfterMs() : now;
}

/** The tier of a usable key. */
export function tierName(key: PoolKey): Tier['name'] {
  const { mode, state } = key.breaker;
  if (mode !== 'auto' || state === 'closed') return 'ready';
  return state === 'half_open' && key.probing > 0 ? 'spare' : 'due';
}
