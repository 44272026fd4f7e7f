import { describe, expect, it } from 'vitest';
import { account, fixture } from './testing/pool-fixture.ts';

const success = { kind: 'success', durationMs: 10 } as const;
const oneSlot = [account('main', ['a', 'b'], { maxConcurrent: 1 })];

describe('concurrency limits', () => {
  it('hold per account, whichever of its keys is used', () => {
    const { lease, wait } = fixture({
      accounts: [account('one', ['a', 'b'], { maxConcurrent: 2 }), account('two', ['c'], { maxConcurrent: 1 })],
    });
    const leases = [lease(), lease(), lease()];
    expect(leases.map(({ key }) => key.account).sort()).toEqual(['one', 'one', 'two']);
    void wait().catch(() => {});
  });

  it('hold per account and model, and leave other models alone', () => {
    const { lease, wait, pool } = fixture({ concurrencyOf: (model) => (model === 'pro' ? 2 : undefined) });
    lease({ model: 'pro' });
    lease({ model: 'pro' });
    void wait({ model: 'pro' });
    for (let call = 0; call < 50; call += 1) lease({ model: 'flash' });
    expect(pool.queued).toBe(1);
  });
});

describe('the queue', () => {
  it('serves in order of arrival as slots become free', async () => {
    const { lease, wait } = fixture({ accounts: oneSlot });
    const held = lease();
    const order: number[] = [];
    const waiting = [0, 1, 2].map((place) =>
      wait().then((granted) => {
        order.push(place);
        granted.settle(success);
      }),
    );
    held.settle(success);
    await Promise.all(waiting);
    expect(order).toEqual([0, 1, 2]);
  });

  it('lets nobody overtake who could be served by the same key', async () => {
    const { lease, wait, pool } = fixture({ accounts: oneSlot });
    const held = lease();
    const first = wait();
    held.settle(success);
    const second = wait();
    expect(pool.queued).toBe(1);
    (await first).settle(success);
    await second;
  });

  it('serves another model past a waiter whose own model is full', async () => {
    const { lease, wait } = fixture({
      accounts: [account('main', ['a'], { maxConcurrent: 2 })],
      concurrencyOf: (model) => (model === 'pro' ? 1 : undefined),
    });
    lease({ model: 'pro' });
    const flash = lease({ model: 'flash' });
    const pro = wait({ model: 'pro' });
    const otherFlash = wait({ model: 'flash' });
    flash.settle(success);
    expect((await otherFlash).key.id).toBe('a');
    void pro.catch(() => {});
  });

  it('is bounded', () => {
    const { lease, wait } = fixture({ accounts: oneSlot, queueLimit: 2 });
    lease();
    void wait();
    void wait();
    expect(() => lease()).toThrow(
      expect.objectContaining({ code: 'queue_full', retryAfterMs: 1000, rateLimited: false }),
    );
  });

  it('gives up on a waiter after its time, each after its own', async () => {
    const { lease, wait, time, pool } = fixture({ accounts: oneSlot, queueTimeoutMs: 5000 });
    lease();
    const first = wait();
    time.advance(3000);
    const second = wait();
    const refusals = Promise.allSettled([first, second]);
    time.advance(2000);
    expect(pool.queued).toBe(1);
    time.advance(3000);
    expect(await refusals).toMatchObject([
      { reason: { code: 'queue_timeout' } },
      { reason: { code: 'queue_timeout' } },
    ]);
    expect(time.timers).toBe(0);
  });

  it('drops an aborted waiter at once and gives its turn to the next', async () => {
    const { lease, wait, pool, time } = fixture({ accounts: oneSlot });
    const held = lease();
    const gone = new AbortController();
    const first = wait({ signal: gone.signal });
    const second = wait();
    gone.abort(new Error('client went away'));
    expect(pool.queued).toBe(1);
    await expect(first).rejects.toThrow('client went away');
    held.settle(success);
    (await second).settle(success);
    expect(time.timers).toBe(0);
  });

  it('does not take in a request that has been aborted already', async () => {
    const { lease, wait, pool } = fixture({ accounts: oneSlot });
    lease();
    await expect(wait({ signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
    expect(pool.queued).toBe(0);
  });

  it('serves waiters when a key is reset, and when one reopens by time alone', async () => {
    const { lease, wait, trip, pool, key, time } = fixture({
      accounts: [
        account('one', ['a'], { maxConcurrent: 1 }),
        account('two', ['b'], { maxConcurrent: 1 }),
        account('three', ['c']),
      ],
      breaker: { timeoutMs: 2000 },
    });
    trip('c');
    pool.override(key('b'), 'forced_open');
    lease();
    const [first, second] = [wait(), wait()];
    pool.override(key('b'), 'auto');
    expect((await first).key.id).toBe('b');
    time.advance(2000);
    expect((await second).key.id).toBe('c');
  });

  it('refuses at once all who wait in vain because the last key opened', async () => {
    const { lease, wait, time } = fixture({ accounts: [account('main', ['a'], { maxConcurrent: 1 })] });
    const held = lease();
    const refusals = Promise.allSettled([wait(), wait()]);
    held.settle({ kind: 'rate_limit', retryAfterMs: 4000 });
    const reason = { code: 'no_key_available', retryAfterMs: 4000, rateLimited: true };
    expect(await refusals).toMatchObject([{ reason }, { reason }]);
    expect(time.timers).toBe(0);
  });

  it('refuses a waiter whose only untried key opened, and keeps the others', async () => {
    const { lease, wait, key, pool } = fixture({
      accounts: [account('one', ['a'], { maxConcurrent: 1 }), account('two', ['b'], { maxConcurrent: 1 })],
    });
    const held = [lease(), lease()];
    const picky = wait({ exclude: new Set([key('a')]) });
    void wait();
    held.find((one) => one.key.id === 'b')?.settle({ kind: 'credential' });
    await expect(picky).rejects.toMatchObject({ code: 'no_key_available' });
    expect(pool.queued).toBe(1);
  });

  it('refuses a waiter whose last hope is taken by another that is served past it', async () => {
    const { lease, wait, key, time } = fixture({
      accounts: [account('main', ['a'], { maxConcurrent: 2 })],
      breaker: { halfOpenMaxCalls: 1 },
      concurrencyOf: (model) => (model === 'pro' ? 1 : undefined),
    });
    lease({ model: 'pro' });
    const flash = lease({ model: 'flash' });
    key('a').breaker.trip('rate_limit', time.now() + 1000);
    time.advance(1000);
    const inVain = wait({ model: 'pro' });
    const served = wait({ model: 'flash' });
    flash.settle(success);
    expect((await served).key.breaker.state).toBe('half_open');
    await expect(inVain).rejects.toMatchObject({ code: 'no_key_available' });
  });

  it('is emptied when the pool closes, after which nothing is leased', async () => {
    const { lease, wait, pool, time } = fixture({ accounts: oneSlot });
    const held = lease();
    const waiting = wait();
    pool.close();
    await expect(waiting).rejects.toMatchObject({ code: 'no_key_available' });
    expect(() => lease()).toThrow(expect.objectContaining({ code: 'no_key_available' }));
    held.settle(success);
    expect(time.timers).toBe(0);
  });
});
