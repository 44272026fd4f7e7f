import { failureRate } from '@switchgear/breaker';
import { describe, expect, it } from 'vitest';
import { account, fixture } from './testing/pool-fixture.ts';

describe('an operator', () => {
  it('sees every key with state, reason, deadline and calls in flight', () => {
    const { lease, key, pool, time } = fixture({
      accounts: [account('main', ['a']), account('spare', ['b'], { backup: true })],
    });
    lease();
    lease().settle({ kind: 'rate_limit', retryAfterMs: 9000 });
    pool.override(key('b'), 'forced_open');
    expect(pool.list()).toEqual([
      {
        id: 'a',
        account: 'main',
        backup: false,
        status: 'resting',
        state: 'open',
        mode: 'auto',
        inFlight: 1,
        openUntil: time.now() + 9000,
        openReason: 'rate_limit',
      },
      {
        id: 'b',
        account: 'spare',
        backup: true,
        status: 'resting',
        state: 'open',
        mode: 'forced_open',
        inFlight: 0,
        openReason: 'override',
      },
    ]);
  });

  it('closes one key or all of them', () => {
    const { lease, pool, trip } = fixture();
    trip('a');
    lease().settle({ kind: 'credit' });
    pool.reset(pool.keys[1]);
    expect(pool.statusCounts()).toEqual({ active: 1, resting: 0, quarantined: 2, backup: 0 });
    pool.reset();
    expect(pool.statusCounts().active).toBe(3);
  });

  it('forces a key open, which no deadline ends, and lets it go again', () => {
    const { lease, pool, key, time, events } = fixture();
    pool.override(key('a'), 'forced_open');
    time.advance(86_400_000);
    for (let call = 0; call < 20; call += 1) expect(lease().key.id).not.toBe('a');
    pool.override(key('a'), 'auto');
    expect(pool.statusCounts().active).toBe(3);
    expect(events.filter(({ kind }) => kind === 'override')).toMatchObject([{ mode: 'forced_open' }, { mode: 'auto' }]);
  });

  it.each(['disabled', 'metrics_only'] as const)('has a key used whatever happens by %s', (mode) => {
    const { lease, pool, key, trip } = fixture({ accounts: [account('main', ['a'])] });
    trip('a');
    pool.override(key('a'), mode);
    for (let call = 0; call < 20; call += 1) lease().settle({ kind: 'failure' });
    lease().settle({ kind: 'credential' });
    expect(lease().key.id).toBe('a');
    pool.override(key('a'), 'auto');
    expect(pool.statusCounts().quarantined).toBe(1);
  });

  it('reloads limits of one key or all while failures stay counted', () => {
    const { lease, pool, key } = fixture({ accounts: [account('main', ['a', 'b'])] });
    const onlyA = { exclude: new Set([key('b')]) };
    lease(onlyA).settle({ kind: 'failure' });
    pool.reconfigure({ failureThreshold: 2 }, key('a'));
    lease(onlyA).settle({ kind: 'failure' });
    expect(key('a').breaker.state).toBe('open');
    expect(key('b').breaker.counts.failureThreshold).toBe(5);
    pool.reconfigure({ failureThreshold: 7 });
    expect(key('b').breaker.counts.failureThreshold).toBe(7);
  });

  it('changes the threshold of failures in a row beside rules that look at rates, and keeps those', () => {
    const { lease, pool, key } = fixture({
      accounts: [account('main', ['a'])],
      rateRules: [failureRate({ rate: 0.5, windowCalls: 10, minimumCalls: 10 })],
    });
    pool.reconfigure({ failureThreshold: 2 });
    expect(key('a').breaker.counts.failureThreshold).toBe(2);
    lease().settle({ kind: 'failure' });
    lease().settle({ kind: 'failure' });
    expect(key('a').breaker.state).toBe('open');
    pool.reset();
    pool.reconfigure({ failureThreshold: 100 });
    for (let call = 0; call < 10; call += 1) lease().settle({ kind: 'failure' });
    expect(key('a').breaker.state).toBe('open');
  });

  it('cannot act on a key of another pool', () => {
    const { pool } = fixture();
    expect(() => pool.reset(fixture().pool.keys[0])).toThrow('key a is not of provider deepseek');
  });

  it('finds a key by its id', () => {
    const { pool, key } = fixture();
    expect(pool.find('b')).toBe(key('b'));
    expect(pool.find('nobody')).toBeUndefined();
  });
});
