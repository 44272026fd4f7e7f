import { describe, expect, it } from 'vitest';
import { createProber, type ProberOptions } from './prober.ts';
import { account, type Fixture, fixture } from './testing/pool-fixture.ts';
import type { Key, KeyPoolOptions, Settlement } from './types.ts';

const success: Settlement = { kind: 'success', durationMs: 5 };

interface Probing extends Fixture {
  /** Ids of probed keys, in order. */
  readonly probed: string[];
  /** Answers by key id; success where none is given. */
  readonly answers: Map<string, Settlement>;
  readonly stop: () => Promise<void>;
  /** Moves time in small steps and lets probes come back. */
  pass(ms: number): Promise<void>;
}

function probing(pool: Partial<KeyPoolOptions> = {}, options: Partial<ProberOptions> = {}): Probing {
  const base = fixture(pool);
  const probed: string[] = [];
  const answers = new Map<string, Settlement>();
  const prober = createProber({
    pool: base.pool,
    scheduler: base.time,
    probe: async (key) => {
      probed.push(key.id);
      return answers.get(key.id) ?? success;
    },
    ...options,
  });
  prober.start();
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1000) {
      base.time.advance(1000);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
  };
  return { ...base, probed, answers, stop: () => prober.stop(), pass };
}

describe('a quarantined key', () => {
  it('is probed every 15 minutes and returns on success', async () => {
    const { lease, key, probed, answers, pass } = probing({ accounts: [account('main', ['a'])] });
    answers.set('a', { kind: 'credential' });
    lease().settle({ kind: 'credential' });
    await pass(800_000);
    expect(probed).toEqual([]);
    await pass(100_000);
    expect(probed).toEqual(['a']);
    expect(key('a').breaker.openReason).toBe('quarantine');
    await pass(900_000);
    expect(probed).toEqual(['a', 'a']);
    answers.set('a', success);
    await pass(900_000);
    expect(key('a').breaker.state).toBe('closed');
    await pass(3_600_000);
    expect(probed).toHaveLength(3);
  });

  it.each<Settlement>([
    { kind: 'failure' },
    { kind: 'rate_limit', retryAfterMs: 1000 },
    { kind: 'credit' },
    { kind: 'ignored' },
  ])('stays in quarantine when its probe ends in %j', async (answer) => {
    const { lease, pool, answers, pass } = probing({ accounts: [account('main', ['a'])] });
    answers.set('a', answer);
    lease().settle({ kind: 'credential' });
    await pass(1_000_000);
    expect(pool.statusCounts().quarantined).toBe(1);
  });

  it('is probed although it is a backup that is not in use', async () => {
    const { pool, key, pass } = probing({
      accounts: [account('main', ['a']), account('spare', ['b'], { backup: true })],
    });
    key('b').breaker.trip('quarantine', Number.POSITIVE_INFINITY);
    expect(pool.statusCounts().quarantined).toBe(1);
    await pass(901_000);
    expect(pool.statusCounts()).toEqual({ active: 1, resting: 0, quarantined: 0, backup: 1 });
  });

  it('is not probed while an operator holds it open', async () => {
    const { lease, pool, key, probed, pass } = probing({ accounts: [account('main', ['a'])] });
    lease().settle({ kind: 'credential' });
    pool.override(key('a'), 'forced_open');
    await pass(1_000_000);
    expect(probed).toEqual([]);
    pool.override(key('a'), 'auto');
    await pass(901_000);
    expect(probed).toEqual(['a']);
  });
});

describe('an open key past its deadline', () => {
  it('gets a free probe when no request has come for 30 s, and is probed until it closes', async () => {
    const { trip, key, probed, pass } = probing();
    trip('a');
    await pass(89_000);
    expect(probed).toEqual([]);
    await pass(2000);
    expect(probed).toEqual(['a', 'a']);
    expect(key('a').breaker.state).toBe('closed');
  });

  it('gets it earlier where the pool is told so', async () => {
    const { trip, probed, pass } = probing({ idleProbeMs: 2000 });
    trip('a');
    await pass(61_000);
    expect(probed).toEqual([]);
    await pass(2000);
    expect(probed).toEqual(['a', 'a']);
  });

  it('reopens when the free probe fails, and is probed again after the longer time', async () => {
    const { trip, key, probed, answers, pass } = probing();
    answers.set('a', { kind: 'failure' });
    trip('a');
    await pass(91_000);
    expect(probed).toEqual(['a']);
    expect(key('a').breaker.state).toBe('open');
    await pass(148_000);
    expect(probed).toEqual(['a']);
    await pass(4000);
    expect(probed).toEqual(['a', 'a']);
  });

  it('needs no free probe when requests probe it', async () => {
    const { trip, lease, probed, pass } = probing();
    trip('a');
    await pass(60_000);
    for (let probe = 0; probe < 2; probe += 1) lease().settle(success);
    await pass(120_000);
    expect(probed).toEqual([]);
  });

  it('is not left half-open when requests stop half-way', async () => {
    const { trip, lease, key, probed, pass } = probing();
    trip('a');
    await pass(60_000);
    lease().settle(success);
    expect(key('a').breaker.state).toBe('half_open');
    await pass(29_000);
    expect(probed).toEqual([]);
    await pass(2000);
    expect(probed).toEqual(['a']);
    expect(key('a').breaker.state).toBe('closed');
  });

  it('has its account quarantined when the free probe finds the credit gone', async () => {
    const { trip, pool, answers, pass } = probing();
    answers.set('a', { kind: 'credit' });
    trip('a');
    await pass(91_000);
    expect(pool.statusCounts().quarantined).toBe(3);
  });
});

describe('the prober', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `k${index}`);

  it('never has more than so many probes under way, and gets through all of them', async () => {
    const pending: (() => void)[] = [];
    let most = 0;
    const base = probing(
      { accounts: [account('main', ids)], breaker: { successThreshold: 1 } },
      {
        maxInFlight: 4,
        probe: () =>
          new Promise((resolve) => {
            pending.push(() => resolve(success));
            most = Math.max(most, pending.length);
          }),
      },
    );
    for (const id of ids) base.trip(id);
    await base.pass(91_000);
    for (let answered = 0; answered < ids.length; answered += 1) {
      pending.shift()?.();
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
    expect(most).toBe(4);
    expect(base.pool.statusCounts().active).toBe(30);
  });

  it('counts a probe without an answer as a failure, and does not wait for it', async () => {
    let signalled: AbortSignal | undefined;
    const { trip, key, pass } = probing(
      {},
      {
        probe: (_key, signal) => {
          signalled = signal;
          return new Promise(() => {});
        },
      },
    );
    trip('a');
    await pass(91_000);
    expect(key('a').breaker.state).toBe('half_open');
    await pass(10_000);
    expect(signalled?.aborted).toBe(true);
    expect(key('a').breaker.state).toBe('open');
  });

  it('reports a probe function that throws and leaves the key as it was', async () => {
    const faults: [Key, unknown][] = [];
    const { trip, key, pass } = probing(
      {},
      {
        probe: () => Promise.reject(new Error('a bug')),
        onFault: (faulty, error) => faults.push([faulty, error]),
      },
    );
    trip('a');
    await pass(91_000);
    expect(faults).toEqual([[key('a'), expect.objectContaining({ message: 'a bug' })]]);
    expect(key('a').breaker.counts.calls.ignored).toBe(1);
    await pass(30_000);
    expect(faults).toHaveLength(2);
  });

  it('stops without leaving a timer, a permit or a probe behind', async () => {
    const { trip, key, pass, stop, time } = probing(
      { breaker: { halfOpenMaxCalls: 1 } },
      { probe: () => new Promise(() => {}) },
    );
    trip('a');
    await pass(91_000);
    await stop();
    expect(time.timers).toBe(0);
    expect(key('a').breaker.retryAfterMs()).toBe(0);
  });

  it('takes a probe that has been settled no second time', () => {
    const { trip, pool, time } = fixture();
    trip('a');
    time.advance(90_000);
    const probe = pool.takeProbe();
    probe?.settle({ kind: 'failure' });
    expect(() => probe?.settle(success)).toThrow(/settled twice/);
  });
});
