import { describe, expect, it } from 'vitest';
import { Breaker } from './breaker.ts';
import { rejected } from './permit.ts';
import { BreakerRegistry } from './registry.ts';
import { failureRate } from './rules/failure-rate.ts';
import { slowCallRate } from './rules/slow-call-rate.ts';
import { heapBytes } from './testing/heap.ts';
import { failUntilOpen, recover, subject } from './testing/subject.ts';

const rateOf = (minimumCalls: number) => [failureRate({ rate: 0.5, windowMs: 10_000, minimumCalls })];

describe('what other breakers get wrong', () => {
  it('a stale success does not close half-open without a probe', () => {
    const { breaker, clock } = subject({ successThreshold: 1 });
    const stale = breaker.acquire();
    failUntilOpen(breaker);
    clock.advance(60_000);
    breaker.acquire();
    breaker.success(stale);
    expect(breaker.state).toBe('half_open');
  });

  it('a stale failure does not reopen half-open, nor does it open the breaker after its recovery', () => {
    const { breaker, clock } = subject({ failureThreshold: 1 });
    const stale = [breaker.acquire(), breaker.acquire()] as const;
    failUntilOpen(breaker);
    clock.advance(60_000);
    const probe = breaker.acquire();
    breaker.failure(stale[0]);
    expect(breaker.state).toBe('half_open');
    breaker.success(probe);
    breaker.success(breaker.acquire());
    breaker.failure(stale[1]);
    expect(breaker.state).toBe('closed');
  });

  it('an ignored error on the probe does not close the breaker', async () => {
    const { breaker, clock } = subject({ successThreshold: 1, classify: () => 'ignored' });
    breaker.trip('failures');
    clock.advance(60_000);
    await expect(breaker.run(() => Promise.reject(new Error('bad request')))).rejects.toThrow('bad request');
    expect([breaker.state, breaker.counts.successes]).toEqual(['half_open', 0]);
  });

  it('a hung probe does not hold half-open for ever', () => {
    const { breaker, clock } = subject({ halfOpenMaxCalls: 1 });
    breaker.trip('failures');
    clock.advance(60_000);
    breaker.acquire();
    clock.advance(119_999);
    expect(breaker.acquire()).toBe(rejected);
    clock.advance(1);
    expect(breaker.state).toBe('open');
    clock.advance(120_000);
    recover(breaker);
    expect(breaker.state).toBe('closed');
  });

  it('a hung probe does not hold the callers behind it', async () => {
    const { breaker, clock } = subject({ halfOpenMaxCalls: 1 });
    breaker.trip('failures');
    clock.advance(60_000);
    const hung = breaker.run(() => new Promise(() => {}));
    await expect(breaker.run(async () => 'never called')).rejects.toMatchObject({
      state: 'half_open',
      retryAfterMs: 120_000,
    });
    expect(hung).toBeInstanceOf(Promise);
  });

  it('the first failing call does not open a default breaker, nor a default rate', () => {
    for (const breaker of [new Breaker(), new Breaker({ tripRules: [failureRate({ rate: 0.5, windowMs: 10_000 })] })]) {
      breaker.failure(breaker.acquire());
      expect(breaker.state).toBe('closed');
    }
  });

  it('one failure after a recovery does not reopen because of the window from before', () => {
    const { breaker, clock } = subject({ timeoutMs: 100, tripRules: rateOf(4) });
    failUntilOpen(breaker);
    clock.advance(100);
    recover(breaker);
    breaker.failure(breaker.acquire());
    expect([breaker.state, breaker.counts.failures]).toEqual(['closed', 1]);
  });

  it('rejections do not dilute the failure rate', () => {
    const { breaker, clock } = subject({ tripRules: rateOf(2), timeoutMs: 10, ramp: { durationMs: 1_000 } });
    failUntilOpen(breaker);
    for (let call = 0; call < 1_000; call++) breaker.acquire();
    clock.advance(10);
    recover(breaker);
    const permit = breaker.acquire();
    for (let call = 0; call < 5; call++) expect(breaker.acquire()).toBe(rejected);
    breaker.failure(permit);
    breaker.failure(permit);
    expect(breaker.state).toBe('open');
  });

  it('idle time ages failures out of the window', () => {
    const { breaker, clock } = subject({ tripRules: rateOf(4) });
    for (let failure = 0; failure < 3; failure++) breaker.failure(breaker.acquire());
    clock.advance(3_600_000);
    breaker.failure(breaker.acquire());
    expect([breaker.state, breaker.counts.failures]).toEqual(['closed', 1]);
  });

  it.each([
    ['default rule', undefined],
    ['failure rate over time', rateOf(1_000)],
    ['slow-call rate over time', [slowCallRate({ rate: 1, windowMs: 10_000, minimumCalls: 10, slowCallMs: 50 })]],
  ])('latencies and results do not pile up with the %s', (_name, tripRules) => {
    const { breaker, clock } = subject(tripRules ? { tripRules } : {});
    const call = () => {
      breaker.success(breaker.acquire(), 12.5);
      clock.advance(0.1);
    };
    for (let warmUp = 0; warmUp < 20_000; warmUp++) call();
    const before = heapBytes();
    for (let calls = 0; calls < 300_000; calls++) call();
    expect(heapBytes() - before).toBeLessThan(300_000);
    expect(breaker.counts.calls.success).toBe(320_000);
  });

  it('any number of calls a second is fine', () => {
    const { breaker } = subject({ tripRules: rateOf(1_000_000) });
    for (let call = 0; call < 200_000; call++) breaker.failure(breaker.acquire());
    expect(breaker.counts).toMatchObject({ failures: 200_000, calls: { failure: 200_000 } });
    expect(JSON.stringify(breaker.snapshot()).length).toBeLessThan(2_000);
  });

  it('a registry frees what is not used any more', () => {
    const { clock } = subject();
    const breakers = new BreakerRegistry({ clock, cap: 1_000, idleMs: 60_000 });
    for (let key = 0; key < 50_000; key++) breakers.get(`key ${key}`);
    expect(breakers.size).toBe(1_000);
    clock.advance(60_000);
    breakers.sweep();
    expect(breakers.size).toBe(0);
  });

  it('a reload loses no counts', () => {
    const { breaker } = subject();
    for (let failure = 0; failure < 4; failure++) breaker.failure(breaker.acquire());
    breaker.reconfigure({ failureThreshold: 5, timeoutMs: 30_000 });
    breaker.failure(breaker.acquire());
    expect([breaker.state, breaker.retryAfterMs()]).toEqual(['open', 30_000]);
  });
});
