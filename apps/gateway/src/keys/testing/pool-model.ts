import { expect } from 'vitest';
import { tierName, usableFrom } from '../choice/key-index.ts';
import { KeyLease } from '../roster/lease.ts';
import { PoolKey } from '../roster/pool-key.ts';
import type { FreeProbe, Key, KeyStatus, Lease, Settlement } from '../types.ts';
import { account, type Fixture, fixture } from './pool-fixture.ts';

interface Waiting {
  readonly model: string;
  readonly exclude: ReadonlySet<Key>;
  readonly order: number;
  readonly abort: AbortController;
  outcome: 'waiting' | 'granted' | 'refused' | 'aborted';
}

const modelLimits: Record<string, number> = { narrow: 1, wide: 3 };

/** A pool under test beside the plainest possible account of what it must do. */
export class PoolModel {
  readonly fixture: Fixture;
  readonly keys: readonly PoolKey[];
  readonly leases: { lease: KeyLease; model: string }[] = [];
  readonly probes: { probe: FreeProbe; generation: number | undefined }[] = [];
  readonly waiting: Waiting[] = [];
  #order = 0;

  constructor() {
    this.fixture = fixture({
      accounts: [
        account('one', ['a', 'b', 'c'], { maxConcurrent: 4 }),
        account('two', ['d', 'e']),
        account('spare', ['f', 'g'], { backup: true, maxConcurrent: 2 }),
      ],
      breaker: { failureThreshold: 1, timeoutMs: 1000, probeExpiryMs: 5000, halfOpenMaxCalls: 2 },
      concurrencyOf: (model) => modelLimits[model],
      limitScope: 'account',
      minimumActive: 2,
      queueLimit: 4,
      queueTimeoutMs: 3000,
    });
    this.keys = this.fixture.pool.keys.filter((key) => key instanceof PoolKey);
  }

  acquire(model: string, exclude: ReadonlySet<Key>): void {
    const couldTake = this.#takeable(model, exclude);
    const couldWait = this.#usable(exclude).length > 0;
    const full = this.fixture.pool.queued >= 4;
    const abort = new AbortController();
    let got: Lease | Promise<Lease> | undefined;
    let code: string | undefined;
    try {
      got = this.fixture.pool.acquire({ model, exclude, signal: abort.signal });
    } catch (error) {
      expect(error).toMatchObject({ name: 'KeysUnavailable', retryAfterMs: expect.any(Number) });
      code = (error as { code: string }).code;
    }
    if (got === undefined) {
      expect([couldTake, code]).toEqual([false, couldWait && full ? 'queue_full' : 'no_key_available']);
    } else if (got instanceof Promise) {
      expect([couldTake, couldWait]).toEqual([false, true]);
      this.#follow(got, { model, exclude, order: this.#order++, abort, outcome: 'waiting' });
    } else {
      expect(couldTake).toBe(true);
      expect(exclude.has(got.key)).toBe(false);
      this.#hold(got, model);
    }
  }

  settle(choice: number, result: Settlement): void {
    const [taken] = this.leases.splice(choice % Math.max(1, this.leases.length), 1);
    taken?.lease.settle(result);
  }

  abort(choice: number): void {
    const waiting = this.waiting[choice % Math.max(1, this.waiting.length)];
    waiting?.abort.abort(new Error('gone'));
  }

  takeProbe(): void {
    this.#holdProbe(this.fixture.pool.takeProbe());
  }

  settleProbe(choice: number, result: Settlement): void {
    const [taken] = this.probes.splice(choice % Math.max(1, this.probes.length), 1);
    this.#holdProbe(taken?.probe.settle(result));
  }

  #holdProbe(probe: FreeProbe | undefined): void {
    if (probe === undefined) return;
    expect(
      this.probes.some((other) => other.probe.key === probe.key),
      'two free probes of one key',
    ).toBe(false);
    const key = this.keys.find((candidate) => candidate === probe.key);
    const counted = probe.key.breaker.state === 'half_open';
    this.probes.push({ probe, generation: counted ? key?.generation : undefined });
  }

  /** Compares the pool with a look at every key. */
  check(): void {
    for (const key of this.keys) key.breaker.state;
    this.fixture.pool.retryAfterMs();
    const now = this.fixture.time.now();
    const counts: Record<KeyStatus, number> = { active: 0, resting: 0, quarantined: 0, backup: 0 };
    for (const key of this.keys) {
      const usable = key.active && usableFrom(key.breaker, now) <= now;
      expect([key.id, key.tier?.name]).toEqual([key.id, usable ? tierName(key) : undefined]);
      const held = this.leases.map(({ lease }) => lease).filter((lease) => lease.key === key);
      expect(key.inFlight).toBe(held.length);
      const probes = held.filter((lease) => lease.isProbe && lease.generation === key.generation).length;
      const freeProbes = this.probes.filter(
        ({ probe, generation }) => probe.key === key && generation === key.generation,
      );
      expect(key.probing).toBe(probes + freeProbes.length);
      counts[key.status] += 1;
    }
    expect(this.fixture.pool.statusCounts()).toEqual(counts);
    for (const home of new Set(this.keys.map((key) => key.home))) {
      expect(home.inFlight).toBe(home.keys.reduce((sum, key) => sum + key.inFlight, 0));
      expect(home.inFlight).toBeLessThanOrEqual(home.maxConcurrent);
    }
    expect(this.fixture.pool.queued).toBe(this.waiting.length);
    for (const waiting of this.waiting) {
      expect(this.#takeable(waiting.model, waiting.exclude), 'a waiter that could be served').toBe(false);
      expect(this.#usable(waiting.exclude).length, 'a waiter that waits in vain').toBeGreaterThan(0);
    }
  }

  #hold(lease: Lease, model: string): void {
    if (!(lease instanceof KeyLease)) throw new TypeError('the pool gave a lease that it did not make');
    this.leases.push({ lease, model });
  }

  #follow(promise: Promise<Lease>, waiting: Waiting): void {
    this.waiting.push(waiting);
    const leave = (outcome: Waiting['outcome']) => {
      waiting.outcome = outcome;
      this.waiting.splice(this.waiting.indexOf(waiting), 1);
    };
    promise.then(
      (lease) => {
        leave('granted');
        this.#checkOrder(waiting);
        this.#hold(lease, waiting.model);
      },
      () => leave(waiting.abort.signal.aborted ? 'aborted' : 'refused'),
    );
  }

  /** Nobody with the same wishes who came earlier may still be waiting. */
  #checkOrder(granted: Waiting): void {
    for (const other of this.waiting) {
      const sameWishes = other.model === granted.model && other.exclude.size === 0;
      expect(sameWishes && other.order < granted.order, 'overtaken').toBe(false);
    }
  }

  #usable(exclude: ReadonlySet<Key>): PoolKey[] {
    for (const key of this.keys) key.breaker.state;
    this.fixture.pool.retryAfterMs();
    const now = this.fixture.time.now();
    return this.keys.filter((key) => key.active && !exclude.has(key) && usableFrom(key.breaker, now) <= now);
  }

  #takeable(model: string, exclude: ReadonlySet<Key>): boolean {
    const limit = modelLimits[model] ?? Number.POSITIVE_INFINITY;
    return this.#usable(exclude).some(({ home }) => {
      const sameModel = this.leases.filter(
        ({ lease, model: used }) => lease.key.account === home.name && used === model,
      );
      return home.inFlight < home.maxConcurrent && sameModel.length < limit;
    });
  }
}
