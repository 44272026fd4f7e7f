import { describe, expect, it } from 'vitest';
import { account, fixture } from './testing/pool-fixture.ts';

const success = { kind: 'success', durationMs: 10 } as const;
const failure = { kind: 'failure' } as const;

describe('an open key past its deadline', () => {
  it('gets the next request first, and closes after successful probes', () => {
    const { lease, trip, key, time } = fixture();
    trip('b');
    time.advance(59_999);
    for (let call = 0; call < 10; call += 1) expect(lease().key.id).not.toBe('b');
    time.advance(1);
    for (let probe = 0; probe < 2; probe += 1) {
      const one = lease();
      expect(one.key.id).toBe('b');
      expect(key('b').breaker.state).toBe('half_open');
      one.settle(success);
    }
    expect(key('b').breaker.state).toBe('closed');
  });

  it('reopens for longer when its probe fails', () => {
    const { lease, trip, key, time } = fixture();
    trip('b');
    time.advance(60_000);
    lease().settle(failure);
    expect(key('b').breaker.state).toBe('open');
    expect(key('b').breaker.openUntil).toBe(time.now() + 120_000);
    expect(lease().key.id).not.toBe('b');
  });

  it('is not offered first to a request that has failed already', () => {
    const { lease, trip, key, time } = fixture();
    trip('b');
    time.advance(60_000);
    expect(lease({ exclude: new Set([key('a')]) }).key.id).toBe('c');
  });

  it('is the last resort of a request that has failed already', () => {
    const { lease, trip, key, time } = fixture();
    trip('b');
    time.advance(60_000);
    expect(lease({ exclude: new Set([key('a'), key('c')]) }).key.id).toBe('b');
  });
});

describe('a half-open key', () => {
  it('takes one request at a time while others are healthy', () => {
    const { lease, trip, time } = fixture();
    trip('b');
    time.advance(60_000);
    expect(lease().key.id).toBe('b');
    for (let call = 0; call < 20; call += 1) expect(lease().key.id).not.toBe('b');
  });

  it('takes as many probes as it has places when there is nothing else', () => {
    const { lease, trip, time } = fixture({ accounts: [account('main', ['a'])] });
    trip('a');
    time.advance(60_000);
    const probes = [lease(), lease(), lease()];
    expect(() => lease()).toThrow(expect.objectContaining({ code: 'no_key_available' }));
    probes[0]?.settle({ kind: 'ignored' });
    expect(lease().key.id).toBe('a');
  });

  it('is freed of a probe that never comes back when that expires', () => {
    const { lease, trip, time, key } = fixture({
      accounts: [account('main', ['a'])],
      breaker: { probeExpiryMs: 7000 },
    });
    trip('a');
    time.advance(60_000);
    const hung = lease();
    time.advance(7000);
    expect(() => lease()).toThrow(expect.objectContaining({ retryAfterMs: 120_000 }));
    time.advance(120_000);
    lease().settle(success);
    hung.settle(failure);
    lease().settle(success);
    expect(key('a').breaker.state).toBe('closed');
    expect(key('a').inFlight).toBe(0);
  });
});

it('healthy traffic does not all wait on probes when most keys reopen together', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `k${index}`);
  const { lease, trip, time } = fixture({ accounts: [account('main', ids)] });
  for (const id of ids.slice(1)) trip(id);
  time.advance(60_000);
  const probes = Array.from({ length: 40 }, () => lease()).filter(({ key }) => key.id !== 'k0');
  expect(probes.length).toBeGreaterThanOrEqual(3);
  expect(probes.length).toBeLessThanOrEqual(11);
});

it('probes that were written off do not count against those that come later', () => {
  const { lease, trip, time, pool } = fixture({
    accounts: [account('main', ['a', 'b', 'c', 'd'])],
    breaker: { probeExpiryMs: 5000 },
  });
  for (const id of ['a', 'b', 'c']) trip(id);
  time.advance(60_000);
  const hung = [lease(), lease(), lease()];
  expect(new Set(hung.map(({ key }) => key.id))).toEqual(new Set(['a', 'b', 'c']));
  time.advance(5000);
  expect(pool.list().filter(({ state }) => state === 'open')).toHaveLength(3);
  time.advance(120_000);
  expect(lease().key.id).not.toBe('d');
});

it('a breaker that ramps up refuses some calls, which go to another key', () => {
  const { lease, trip, time, key } = fixture({
    accounts: [account('main', ['a', 'b'])],
    breaker: { successThreshold: 1, ramp: { durationMs: 60_000 } },
  });
  trip('a');
  time.advance(60_000);
  lease().settle(success);
  expect(key('a').breaker.state).toBe('closed');
  const taken = Array.from({ length: 40 }, () => lease());
  for (const one of taken) one.settle(success);
  expect(taken.filter(({ key: { id } }) => id === 'a').length).toBeLessThan(10);
});

it('a request refused by a breaker that ramps up waits and is served soon', async () => {
  const { lease, wait, trip, time } = fixture({
    accounts: [account('main', ['a'])],
    breaker: { successThreshold: 1, ramp: { durationMs: 60_000 } },
  });
  trip('a');
  time.advance(60_000);
  lease().settle(success);
  lease().settle(success);
  const waiting = wait();
  time.advance(5000);
  expect((await waiting).key.id).toBe('a');
});
