import { describe, expect, it } from 'vitest';
import { account, fixture } from './testing/pool-fixture.ts';

const success = { kind: 'success', durationMs: 10 } as const;

describe('choosing a key', () => {
  it('leases a healthy key at once and counts the call in flight until it is settled', () => {
    const { lease, pool } = fixture();
    const one = lease();
    expect(one.key.inFlight).toBe(1);
    one.settle(success);
    expect(pool.keys.map((key) => key.inFlight)).toEqual([0, 0, 0]);
    expect(one.key.breaker.counts.calls.success).toBe(1);
  });

  it('prefers the less loaded of two, so that two keys share evenly', () => {
    const { lease, key } = fixture({ accounts: [account('main', ['a', 'b'])] });
    for (let call = 0; call < 100; call += 1) lease();
    expect(key('a').inFlight).toBe(50);
    expect(key('b').inFlight).toBe(50);
  });

  it('spreads over many keys without leaving one out or piling up on one', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `k${index}`);
    const { lease, pool } = fixture({ accounts: [account('one', ids.slice(0, 10)), account('two', ids.slice(10))] });
    for (let call = 0; call < 1000; call += 1) lease();
    const loads = pool.keys.map((key) => key.inFlight);
    expect(Math.min(...loads)).toBeGreaterThan(5);
    expect(Math.max(...loads)).toBeLessThan(15);
  });

  it('never offers a key that the request has tried, and says so when none is left', () => {
    const { lease, key, pool } = fixture();
    const exclude = new Set([key('a'), key('b')]);
    for (let call = 0; call < 20; call += 1) expect(lease({ exclude }).key.id).toBe('c');
    expect(() => lease({ exclude: new Set(pool.keys) })).toThrow(
      expect.objectContaining({ code: 'no_key_available', retryAfterMs: 1000 }),
    );
  });

  it('is not confused by excluded keys of another provider', () => {
    const other = fixture({ provider: 'perplexity' });
    const { lease } = fixture({ accounts: [account('main', ['a'])] });
    expect(lease({ exclude: new Set(other.pool.keys) }).key.id).toBe('a');
  });

  it('passes over an open key and everything that fails leaves the others alone', () => {
    const { lease, trip } = fixture();
    trip('b');
    for (let call = 0; call < 30; call += 1) expect(lease().key.id).not.toBe('b');
  });
});

describe('settling', () => {
  it('refuses to settle a lease twice and counts nothing twice', () => {
    const { lease } = fixture();
    const one = lease();
    one.settle(success);
    expect(() => one.settle(success)).toThrow(/settled twice/);
    expect(one.key.inFlight).toBe(0);
    expect(one.key.breaker.counts.calls.success).toBe(1);
  });

  it('moves nothing when the result is ignored', () => {
    const { lease, pool } = fixture({ breaker: { failureThreshold: 1 } });
    lease().settle({ kind: 'ignored' });
    expect(pool.statusCounts()).toEqual({ active: 3, resting: 0, quarantined: 0, backup: 0 });
  });

  it('opens a key by its trip rule after failures', () => {
    const { trip, key, events } = fixture();
    trip('a');
    expect(key('a').breaker.counts.calls.failure).toBe(5);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'transition', key: key('a'), from: 'closed', to: 'open', reason: 'failures' }),
    );
  });

  it('does not lose a slot when an event listener throws', async () => {
    const thrown = new Promise((resolve) => process.once('uncaughtException', resolve));
    const { lease, key } = fixture({
      breaker: { failureThreshold: 1 },
      onEvent: () => {
        throw new Error('listener');
      },
    });
    const one = lease();
    one.settle({ kind: 'failure' });
    expect(one.key.inFlight).toBe(0);
    expect(key(one.key.id).breaker.state).toBe('open');
    await thrown;
  });
});

it('a provider cannot have two keys of one name', () => {
  const accounts = [account('one', ['a']), account('two', ['a'])];
  expect(() => fixture({ accounts })).toThrow('provider deepseek has two keys named a; name each once');
});

describe('a secret', () => {
  it('does not show when a key is serialised or inspected by mistake', async () => {
    const { inspect } = await import('node:util');
    const { key, pool, events, trip } = fixture();
    trip('a');
    const seen = JSON.stringify([key('a'), pool.list(), events]) + inspect(events, false, 9);
    expect(seen).not.toContain('sk-');
    expect(key('a').secret).toBe('sk-a');
  });
});
