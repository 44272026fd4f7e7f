import { Breaker } from '@switchgear/breaker';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Tier } from './choice/tier.ts';
import { account, type Fixture, fixture } from './testing/pool-fixture.ts';

const ids = Array.from({ length: 10_000 }, (_, index) => `k${index}`);
const getters = ['state', 'mode', 'openUntil', 'openReason', 'counts'] as const;
const methods = ['acquire', 'success', 'retryAfterMs', 'snapshot'] as const;

/** Counts every look at any breaker while `work` runs. */
function looks(work: () => void): number {
  const spies = [
    ...getters.map((name) => vi.spyOn(Breaker.prototype, name, 'get')),
    ...methods.map((name) => vi.spyOn(Breaker.prototype, name)),
  ];
  work();
  const count = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  vi.restoreAllMocks();
  return count;
}

function tripAllBut(base: Fixture, healthy: string): void {
  const until = base.time.now() + 50_000;
  for (const key of base.pool.keys) if (key.id !== healthy) key.breaker.trip('rate_limit', until);
}

afterEach(() => vi.restoreAllMocks());

describe('with 10,000 keys a choice looks at a handful of breakers', () => {
  const success = { kind: 'success', durationMs: 1 } as const;

  it('when all are healthy', () => {
    const { lease } = fixture({ accounts: [account('main', ids)] });
    expect(looks(() => lease().settle(success))).toBeLessThanOrEqual(2);
  });

  it('when every key has an account of its own and only one has a slot left', () => {
    const { lease } = fixture({ accounts: ids.map((id) => account(id, [id], { maxConcurrent: 1 })) });
    const leases = ids.map(() => lease());
    expect(new Set(leases.map(({ key }) => key)).size).toBe(10_000);
    const [free] = leases;
    free?.settle(success);
    expect(looks(() => expect(lease().key).toBe(free?.key))).toBeLessThanOrEqual(2);
  });

  it('when 9,999 are open', () => {
    const base = fixture({ accounts: [account('main', ids)] });
    tripAllBut(base, 'k1234');
    const count = looks(() => {
      for (let call = 0; call < 100; call += 1) {
        const one = base.lease();
        expect(one.key.id).toBe('k1234');
        one.settle(success);
      }
    });
    expect(count).toBeLessThanOrEqual(200);
  });

  it('when the request has tried some already', () => {
    const { lease, pool } = fixture({ accounts: [account('main', ids)] });
    expect(looks(() => lease({ exclude: new Set(pool.keys.slice(0, 3)) }))).toBeLessThanOrEqual(20);
  });

  it('when all are open, to refuse and to find nothing due for a probe', () => {
    const base = fixture({ accounts: [account('main', ids)] });
    tripAllBut(base, '');
    expect(looks(() => expect(base.pool.takeProbe()).toBeUndefined())).toBe(0);
    expect(looks(() => expect(() => base.lease()).toThrow(expect.objectContaining({ retryAfterMs: 50_000 })))).toBe(0);
  });

  it('when time has reopened one', () => {
    const base = fixture({ accounts: [account('main', ids)] });
    tripAllBut(base, 'k1');
    base.pool.reset(base.key('k2'));
    base.key('k2').breaker.trip('rate_limit', base.time.now() + 1000);
    base.time.advance(1000);
    expect(looks(() => expect(base.lease().key.id).toBe('k2'))).toBeLessThanOrEqual(40);
  });
});

it('with 1,000 requests waiting a freed slot is handed on without a look at them all', () => {
  const { lease, wait } = fixture({ accounts: [account('main', ['a'], { maxConcurrent: 1 })], queueLimit: 1000 });
  const held = lease();
  for (let waiter = 0; waiter < 1000; waiter += 1) void wait();
  const available = vi.spyOn(Tier.prototype, 'available');
  held.settle({ kind: 'success', durationMs: 1 });
  expect(available.mock.calls.length).toBeLessThan(50);
});
