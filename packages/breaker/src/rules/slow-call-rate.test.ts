import { describe, expect, it } from 'vitest';
import { subject } from '../testing/subject.ts';
import { slowCallRate } from './slow-call-rate.ts';

const tripRules = [slowCallRate({ rate: 0.5, windowCalls: 4, minimumCalls: 4, slowCallMs: 1_000 })];

describe('the rate of slow calls', () => {
  it('trips though every call succeeds', () => {
    const { breaker } = subject({ tripRules });
    for (const duration of [10, 1_001, 1_000]) breaker.success(breaker.acquire(), duration);
    expect(breaker.state).toBe('closed');
    breaker.success(breaker.acquire(), 5_000);
    expect([breaker.state, breaker.openReason]).toEqual(['open', 'failures']);
    expect(breaker.counts.calls).toMatchObject({ success: 2, slow: 2, failure: 0 });
  });

  it('takes a slow failure for slow, and tallies it as a failure', () => {
    const { breaker } = subject({ tripRules });
    for (let call = 0; call < 4; call++) breaker.failure(breaker.acquire(), { durationMs: 5_000 });
    expect(breaker.state).toBe('open');
    expect(breaker.counts.calls).toMatchObject({ failure: 4, slow: 0 });
  });

  it('does not count results that tell no duration', () => {
    const { breaker } = subject({ tripRules });
    for (let call = 0; call < 10; call++) breaker.failure(breaker.acquire());
    expect([breaker.state, breaker.counts.failures]).toEqual(['closed', 0]);
  });

  it('is fed by run, which measures on the injected clock', async () => {
    const { breaker, clock } = subject({ tripRules });
    for (let call = 0; call < 4; call++) await breaker.run(async () => clock.advance(1_001));
    expect([breaker.state, breaker.counts.calls.slow]).toEqual(['open', 4]);
  });

  it('forgets with time in a time window', () => {
    const rule = slowCallRate({ rate: 1, windowMs: 10_000, minimumCalls: 3, slowCallMs: 1_000 });
    const { breaker, clock } = subject({ tripRules: [rule] });
    for (let call = 0; call < 10; call++) {
      breaker.success(breaker.acquire(), 2_000);
      clock.advance(5_000);
    }
    expect(breaker.state).toBe('closed');
  });

  it('checks its limit', () => {
    expect(() => slowCallRate({ rate: 0.5, windowCalls: 4, slowCallMs: -1 })).toThrow(
      'slowCallMs must be a number >= 0',
    );
  });
});
