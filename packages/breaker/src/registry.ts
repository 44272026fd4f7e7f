import { Breaker } from './breaker.ts';
import { requireInteger, requireNumber } from './checks.ts';
import { type Clock, systemClock } from './clock.ts';
import { BreakerError } from './errors.ts';
import type { BreakerOptions } from './options.ts';

/** How a registry makes and forgets breakers. */
export interface RegistryOptions {
  /** Options of every breaker, or of the one for a key. */
  readonly breaker?: BreakerOptions | ((key: string) => BreakerOptions);
  /** Most breakers held, integer >= 1. Default 10,000. */
  readonly cap?: number;
  /** A quiet breaker not asked for during this many milliseconds may go, >= 0. Default 600,000. */
  readonly idleMs?: number;
  /** Keys that are never evicted, for instance those of a configuration. */
  readonly pinned?: Iterable<string>;
  /** Called after an eviction; not after `delete`. */
  readonly onEvict?: (key: string, breaker: Breaker) => void;
  /** Default {@link systemClock}. */
  readonly clock?: Clock;
}

interface Entry {
  readonly breaker: Breaker;
  usedAt: number;
}

/**
 * Breakers by key, in bounded memory and without a timer.
 *
 * Only a quiet breaker is evicted: closed, under no override, with no failure counted. Forgetting it changes nothing
 * but its tallies, also for calls in flight, which settle on the breaker that admitted them. A quiet breaker goes when
 * it was idle for `idleMs`, or earlier, longest unused first, when the cap is reached.
 */
export class BreakerRegistry implements Iterable<[string, Breaker]> {
  readonly #entries = new Map<string, Entry>();
  readonly #pinned: Set<string>;
  readonly #options: RegistryOptions;
  readonly #cap: number;
  readonly #idleMs: number;
  readonly #clock: Clock;

  /** @throws BreakerError `invalid_option` */
  constructor(options: RegistryOptions = {}) {
    this.#options = options;
    this.#cap = options.cap ?? 10_000;
    this.#idleMs = options.idleMs ?? 600_000;
    this.#clock = options.clock ?? systemClock;
    this.#pinned = new Set(options.pinned);
    requireInteger('cap', this.#cap, 1);
    requireNumber('idleMs', this.#idleMs, 0);
  }

  get size(): number {
    return this.#entries.size;
  }

  /**
   * The breaker of `key`, made if there is none.
   *
   * @throws BreakerError `registry_full` when the cap is reached and no breaker may be evicted
   * @throws BreakerError `invalid_option` when the options for the key are wrong
   */
  get(key: string): Breaker {
    const now = this.#clock.now();
    const entry = this.#entries.get(key);
    if (entry) {
      entry.usedAt = now;
      this.#moveToEnd(key, entry);
      return entry.breaker;
    }
    this.#evictSomeIdle(now);
    if (this.#entries.size >= this.#cap) this.#evictOne(key);
    const { breaker: options } = this.#options;
    const breaker = new Breaker(typeof options === 'function' ? options(key) : options);
    this.#entries.set(key, { breaker, usedAt: now });
    return breaker;
  }

  /** The breaker of `key` if there is one; does not count as use. */
  peek(key: string): Breaker | undefined {
    return this.#entries.get(key)?.breaker;
  }

  /** Forgets `key`, pinned or not, and its pin; true when there was a breaker. */
  delete(key: string): boolean {
    this.#pinned.delete(key);
    return this.#entries.delete(key);
  }

  /** Keeps the breaker of `key`, now or later made, from eviction. */
  pin(key: string): void {
    this.#pinned.add(key);
  }

  /** Allows eviction again. */
  unpin(key: string): void {
    this.#pinned.delete(key);
  }

  /** Evicts every quiet breaker that has been idle for long enough; `get` does so by itself, a few at a time. */
  sweep(): void {
    const now = this.#clock.now();
    for (const [key, entry] of [...this.#entries]) if (this.#isIdle(entry, now)) this.#evictOrKeep(key, entry);
  }

  *[Symbol.iterator](): IterableIterator<[string, Breaker]> {
    for (const [key, { breaker }] of this.#entries) yield [key, breaker];
  }

  // The map is ordered by last use. A breaker that must stay is moved to the end when an eviction passes it, so that
  // open breakers at the front are not looked at again for every new key.

  #evictSomeIdle(now: number): void {
    let left = 2;
    for (const [key, entry] of this.#entries) {
      if (left-- === 0 || !this.#isIdle(entry, now)) return;
      this.#evictOrKeep(key, entry);
    }
  }

  #isIdle(entry: Entry, now: number): boolean {
    return now - entry.usedAt >= this.#idleMs;
  }

  #evictOne(wanted: string): void {
    let left = this.#entries.size;
    for (const [key, entry] of this.#entries) {
      if (left-- === 0) break;
      if (this.#evictOrKeep(key, entry)) return;
    }
    const message = `No room for a breaker for "${wanted}": all ${this.#cap} are pinned, open or counting failures; raise cap`;
    throw new BreakerError('registry_full', message);
  }

  #evictOrKeep(key: string, entry: Entry): boolean {
    if (this.#pinned.has(key) || !isQuiet(entry.breaker)) {
      this.#moveToEnd(key, entry);
      return false;
    }
    this.#entries.delete(key);
    this.#options.onEvict?.(key, entry.breaker);
    return true;
  }

  #moveToEnd(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }
}

function isQuiet(breaker: Breaker): boolean {
  return breaker.state === 'closed' && breaker.mode === 'auto' && breaker.counts.failures === 0;
}
