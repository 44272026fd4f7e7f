import { describe, expect, it } from 'vitest';
import { rejected } from './permit.ts';
import { consecutiveFailures } from './rules/consecutive-failures.ts';
import { failureRate } from './rules/failure-rate.ts';
import { failUntilOpen, subject } from './testing/subject.ts';

describe('reconfigure', () => {
  it('keeps the failures counted, and applies the new threshold from the next result on', () => {
    const { breaker } = subject();
    for (let failure = 0; failure < 3; failure++) breaker.failure(breaker.acquire());
    breaker.reconfigure({ failureThreshold: 2 });
    expect(breaker.counts).toMatchObject({ failures: 3, failureThreshold: 2 });
    expect(breaker.state).toBe('closed');
    expect(failUntilOpen(breaker)).toBe(1);
  });

  it('judges calls in flight by the new options', () => {
    const { breaker } = subject();
    const permit = breaker.acquire();
    breaker.reconfigure({ failureThreshold: 1 });
    breaker.failure(permit);
    expect(breaker.state).toBe('open');
  });

  it('keeps everything that it does not name', () => {
    const { breaker } = subject({ failureThreshold: 9, timeoutMs: 1_000, openGrowth: { maxMultiplier: 2 } });
    breaker.reconfigure({ successThreshold: 1, openGrowth: { factor: 10 } });
    expect(failUntilOpen(breaker)).toBe(9);
    expect(breaker.retryAfterMs()).toBe(1_000);
    breaker.reconfigure({});
    expect(breaker.counts.failureThreshold).toBe(9);
  });

  it('keeps the window of a rate when its size or its rate changes', () => {
    const rule = (windowCalls: number, rate: number) => failureRate({ rate, windowCalls, minimumCalls: 2 });
    const { breaker } = subject({ tripRules: [rule(10, 1)] });
    breaker.success(breaker.acquire());
    for (let failure = 0; failure < 4; failure++) breaker.failure(breaker.acquire());
    breaker.reconfigure({ tripRules: [rule(3, 1)] });
    expect(breaker.counts.failures).toBe(3);
    expect(failUntilOpen(breaker)).toBe(1);
  });

  it('keeps what a rule has counted when others come and go around it', () => {
    const { breaker } = subject();
    breaker.failure(breaker.acquire());
    const rate = failureRate({ rate: 0.5, windowCalls: 100 });
    breaker.reconfigure({ tripRules: [rate, consecutiveFailures(4)] });
    expect(breaker.counts).toMatchObject({ failures: 1, failureThreshold: 4 });
    breaker.reconfigure({ tripRules: [consecutiveFailures(4)] });
    expect(failUntilOpen(breaker)).toBe(3);
  });

  it('keeps state, deadline, trips and tallies', () => {
    const { breaker } = subject();
    failUntilOpen(breaker);
    const before = { counts: breaker.counts, openUntil: breaker.openUntil, times: breaker.timeInStateMs() };
    breaker.reconfigure({ timeoutMs: 5_000 });
    expect({ counts: breaker.counts, openUntil: breaker.openUntil, times: breaker.timeInStateMs() }).toEqual(before);
  });

  it('applies to the probes of a half-open breaker', () => {
    const { breaker, clock } = subject({ halfOpenMaxCalls: 1 });
    breaker.trip('failures');
    clock.advance(60_000);
    const probe = breaker.acquire();
    expect(breaker.acquire()).toBe(rejected);
    breaker.reconfigure({ halfOpenMaxCalls: 2, successThreshold: 1 });
    expect(breaker.acquire()).not.toBe(rejected);
    breaker.success(probe);
    expect(breaker.state).toBe('closed');
  });

  it('settles what had expired under the old options first', () => {
    const { breaker, clock } = subject({ probeExpiryMs: 1_000 });
    breaker.trip('failures');
    clock.advance(60_000);
    breaker.acquire();
    clock.advance(1_000);
    breaker.reconfigure({ probeExpiryMs: 1_000_000 });
    expect(breaker.state).toBe('open');
  });

  it('shows the limits in force', () => {
    const { breaker } = subject({ timeoutMs: 5_000 });
    breaker.reconfigure({ failureThreshold: 3, halfOpenMaxCalls: 1 });
    const limits = { failureThreshold: 3, successThreshold: 2, timeoutMs: 5_000, halfOpenMaxCalls: 1 };
    expect(breaker.limits).toEqual(limits);
  });

  it('changes nothing when the options are wrong', () => {
    const { breaker } = subject();
    expect(() => breaker.reconfigure({ timeoutMs: 1, failureThreshold: 0 })).toThrow('failureThreshold');
    expect(failUntilOpen(breaker)).toBe(5);
    expect(breaker.retryAfterMs()).toBe(60_000);
  });
});
