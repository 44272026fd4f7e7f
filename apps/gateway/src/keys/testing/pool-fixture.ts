import { createKeyPool, type KeyPool } from '../pool.ts';
import type { AcquireRequest, Key, KeyPoolOptions, Lease, PoolEvent } from '../types.ts';
import { ManualTime, seededRandom } from './manual-time.ts';

export interface Fixture {
  readonly pool: KeyPool;
  readonly time: ManualTime;
  readonly events: PoolEvent[];
  key(id: string): Key;
  /** Acquires where a lease is expected at once. */
  lease(request?: Partial<AcquireRequest>): Lease;
  /** Acquires where the request is expected to wait. */
  wait(request?: Partial<AcquireRequest>): Promise<Lease>;
  /** Makes the key fail until its breaker opens. */
  trip(id: string): void;
}

/** Keys a, b, c … of one account. */
export function account(name: string, ids: string[], rest: { backup?: boolean; maxConcurrent?: number } = {}) {
  return { name, backup: false, ...rest, keys: ids.map((id) => ({ id, secret: `sk-${id}` })) };
}

export function fixture(options: Partial<KeyPoolOptions> = {}): Fixture {
  const time = new ManualTime();
  const events: PoolEvent[] = [];
  const pool = createKeyPool({
    provider: 'deepseek',
    accounts: [account('main', ['a', 'b', 'c'])],
    clock: time,
    scheduler: time,
    random: seededRandom(1),
    onEvent: (event) => events.push(event),
    ...options,
    breaker: { openGrowth: { jitter: 0 }, ...options.breaker },
  });
  const request = (changes: Partial<AcquireRequest> = {}): AcquireRequest => ({
    model: 'any',
    exclude: new Set(),
    signal: new AbortController().signal,
    ...changes,
  });
  const key = (id: string): Key => {
    const found = pool.find(id);
    if (found === undefined) throw new Error(`the fixture has no key ${id}`);
    return found;
  };
  const lease = (changes?: Partial<AcquireRequest>): Lease => {
    const got = pool.acquire(request(changes));
    if (got instanceof Promise) throw new Error('the request was queued');
    return got;
  };
  return {
    pool,
    time,
    events,
    key,
    lease,
    wait: (changes) => {
      const got = pool.acquire(request(changes));
      if (!(got instanceof Promise)) throw new Error(`the request was not queued but given key ${got.key.id}`);
      return got;
    },
    trip: (id) => {
      const others = new Set(pool.keys.filter((other) => other !== key(id)));
      while (key(id).breaker.state !== 'open') lease({ exclude: others }).settle({ kind: 'failure' });
    },
  };
}
