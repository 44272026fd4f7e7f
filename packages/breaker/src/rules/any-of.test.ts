import { describe, expect, it } from 'vitest';
import { failUntilOpen, subject } from '../testing/subject.ts';
import { consecutiveFailures } from './consecutive-failures.ts';
import { failureRate } from './failure-rate.ts';
import { slowCallRate } from './slow-call-rate.ts';

const rules = [
  consecutiveFailures(3),
  failureRate({ rate: 0.5, windowCalls: 10, minimumCalls: 10 }),
  slowCallRate({ rate: 0.5, windowCalls: 4, minimumCalls: 4, slowCallMs: 100 }),
];

describe('several trip rules', () => {
  it('trip when the first does', () => {
    const { breaker } = subject({ tripRules: rules });
    expect(failUntilOpen(breaker)).toBe(3);
  });

  it('trip when the second does', () => {
    const { breaker } = subject({ tripRules: rules });
    for (let call = 0; call < 5; call++) {
      breaker.success(breaker.acquire());
      breaker.failure(breaker.acquire());
    }
    expect(breaker.state).toBe('open');
  });

  it('trip when the third does', () => {
    const { breaker } = subject({ tripRules: rules });
    for (let call = 0; call < 4; call++) breaker.success(breaker.acquire(), 200);
    expect(breaker.state).toBe('open');
  });

  it('each count every call, also those on which another trips', () => {
    const { breaker } = subject({ tripRules: rules });
    failUntilOpen(breaker);
    const memory = breaker.snapshot().rules.map((rule) => rule.memory);
    expect(memory).toEqual([3, { calls: '111' }, { calls: '' }]);
  });

  it('show the one that is nearest to tripping', () => {
    const { breaker } = subject({ tripRules: rules });
    breaker.success(breaker.acquire(), 200);
    expect(breaker.counts).toMatchObject({ failures: 1, failureThreshold: 2 });
    for (let call = 0; call < 2; call++) breaker.failure(breaker.acquire(), { durationMs: 0 });
    expect(breaker.counts).toMatchObject({ failures: 2, failureThreshold: 3 });
  });

  it('are forgotten together', () => {
    const { breaker } = subject({ tripRules: rules });
    failUntilOpen(breaker);
    breaker.reset();
    expect(breaker.counts.failures).toBe(0);
    expect(failUntilOpen(breaker)).toBe(3);
  });
});
