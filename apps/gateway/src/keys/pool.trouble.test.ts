import { describe, expect, it } from 'vitest';
import { account, fixture } from './testing/pool-fixture.ts';

const twoAccounts = [account('one', ['a', 'b']), account('two', ['c'])];

describe('a rate limit', () => {
  it('rests the key until the time the provider gave', () => {
    const { lease, key, time, pool } = fixture();
    const { key: limited, settle } = bound(lease());
    settle({ kind: 'rate_limit', retryAfterMs: 30_000 });
    expect(limited.breaker).toMatchObject({ openReason: 'rate_limit', openUntil: time.now() + 30_000 });
    expect(pool.statusCounts()).toEqual({ active: 2, resting: 1, quarantined: 0, backup: 0 });
    for (let call = 0; call < 20; call += 1) expect(lease().key).not.toBe(limited);
    expect(key(limited.id).breaker.counts.calls).toMatchObject({ failure: 0, ignored: 1 });
  });

  it('rests the key for the growing open time when no time was given, or none worth the name', () => {
    for (const result of [{ kind: 'rate_limit' }, { kind: 'rate_limit', retryAfterMs: 0 }] as const) {
      const { lease, time } = fixture();
      const one = lease();
      one.settle(result);
      expect(one.key.breaker.openUntil).toBe(time.now() + 60_000);
    }
  });

  it('rests all keys of the account until the same moment where the provider limits accounts', () => {
    const { lease, key, time } = fixture({
      accounts: twoAccounts,
      limitScope: 'account',
      breaker: { openGrowth: { jitter: 0.5 } },
    });
    lease({ exclude: new Set([key('b'), key('c')]) }).settle({ kind: 'rate_limit' });
    expect(key('a').breaker.openUntil).toBeGreaterThan(time.now());
    expect(key('b').breaker).toMatchObject({ openReason: 'rate_limit', openUntil: key('a').breaker.openUntil });
    expect(key('c').breaker.state).toBe('closed');
  });

  it('is told apart when all keys rest from it', () => {
    const { lease, key } = fixture({ accounts: [account('main', ['a', 'b'])] });
    for (const retryAfterMs of [5000, 9000]) lease().settle({ kind: 'rate_limit', retryAfterMs });
    expect(() => lease()).toThrow(expect.objectContaining({ rateLimited: true, retryAfterMs: 5000 }));
    key('a').breaker.reset();
    lease().settle({ kind: 'credential' });
    expect(() => lease()).toThrow(expect.objectContaining({ rateLimited: true }));
  });

  it('is not blamed when a key rests for another reason', () => {
    const { lease, trip } = fixture({ accounts: [account('main', ['a', 'b'])] });
    trip('a');
    lease().settle({ kind: 'rate_limit' });
    expect(() => lease()).toThrow(expect.objectContaining({ rateLimited: false }));
  });
});

describe('a refused credential', () => {
  it('quarantines the key without a deadline and leaves the others of the account', () => {
    const { lease, key, pool } = fixture({ accounts: twoAccounts });
    lease({ exclude: new Set([key('b'), key('c')]) }).settle({ kind: 'credential' });
    expect(key('a').breaker).toMatchObject({ openReason: 'quarantine', openUntil: Number.POSITIVE_INFINITY });
    expect(pool.statusCounts()).toEqual({ active: 2, resting: 0, quarantined: 1, backup: 0 });
  });

  it('does not return by time alone', () => {
    const { lease, time, key } = fixture();
    const one = lease();
    one.settle({ kind: 'credential' });
    time.advance(365 * 86_400_000);
    for (let call = 0; call < 20; call += 1) expect(lease().key).not.toBe(one.key);
    expect(key(one.key.id).breaker.state).toBe('open');
  });

  it('outlives a rate limit that a call of the same key reports later', () => {
    const { lease, key, pool } = fixture({ accounts: [account('main', ['a'])] });
    const [one, other] = [lease(), lease()];
    one.settle({ kind: 'credential' });
    other.settle({ kind: 'rate_limit', retryAfterMs: 1000 });
    expect(key('a').breaker.openReason).toBe('quarantine');
    expect(pool.statusCounts().quarantined).toBe(1);
  });
});

describe('missing credit', () => {
  it('quarantines all keys of the account, and no other', () => {
    const { lease, key, pool } = fixture({ accounts: twoAccounts });
    lease({ exclude: new Set([key('b'), key('c')]) }).settle({ kind: 'credit' });
    expect(pool.statusCounts()).toEqual({ active: 1, resting: 0, quarantined: 2, backup: 0 });
    expect(key('c').breaker.state).toBe('closed');
    expect(pool.list().map(({ status }) => status)).toEqual(['quarantined', 'quarantined', 'active']);
  });
});

describe('a refusal', () => {
  it('says when the soonest key could take a call', () => {
    const { lease, time } = fixture();
    for (const retryAfterMs of [50_000, 20_000, 40_000]) lease().settle({ kind: 'rate_limit', retryAfterMs });
    time.advance(1500);
    expect(() => lease()).toThrow(expect.objectContaining({ code: 'no_key_available', retryAfterMs: 18_500 }));
  });

  it('names the next free probe when all keys are in quarantine', () => {
    const { lease, time } = fixture({ accounts: [account('main', ['a'])] });
    lease().settle({ kind: 'credential' });
    time.advance(300_000);
    const refusal = refusalOf(() => lease());
    expect(refusal.retryAfterMs).toBeGreaterThan(500_000);
    expect(refusal.retryAfterMs).toBeLessThanOrEqual(600_000);
  });

  it('is never sooner than a second and finite even when only an operator can help', () => {
    const { lease, pool, time, key } = fixture({ accounts: [account('main', ['a'])] });
    lease().settle({ kind: 'rate_limit', retryAfterMs: 1200 });
    time.advance(1100);
    expect(refusalOf(() => lease()).retryAfterMs).toBe(1000);
    pool.override(key('a'), 'forced_open');
    expect(refusalOf(() => lease()).retryAfterMs).toBe(60_000);
  });

  it('names the provider and the remedy and carries no stack', () => {
    const { lease, pool } = fixture();
    const refusal = refusalOf(() => lease({ exclude: new Set(pool.keys) }));
    expect(refusal.message).toBe('deepseek: no key can take the call; try again in 1 s');
    expect(refusal.stack).not.toContain(' at ');
  });
});

function refusalOf(refused: () => unknown): Error & { retryAfterMs: number } {
  try {
    refused();
  } catch (error) {
    return error as Error & { retryAfterMs: number };
  }
  throw new Error('the request was not refused');
}

function bound(lease: import('./types.ts').Lease) {
  return { key: lease.key, settle: lease.settle.bind(lease) };
}
