import { describe, expect, it } from 'vitest';
import { failUntilOpen, subject } from '../testing/subject.ts';
import { consecutiveFailures } from './consecutive-failures.ts';

describe('the rule of consecutive failures', () => {
  it.each([1, 2, 20])('trips at the %d. failure in a row and not before', (threshold) => {
    const { breaker } = subject({ tripRules: [consecutiveFailures(threshold)] });
    expect(failUntilOpen(breaker)).toBe(threshold);
  });

  it('starts anew after a success', () => {
    const { breaker } = subject({ failureThreshold: 2 });
    for (let round = 0; round < 10; round++) {
      breaker.failure(breaker.acquire());
      breaker.success(breaker.acquire());
    }
    expect(breaker.state).toBe('closed');
  });

  it('shows failures and threshold', () => {
    const { breaker } = subject({ failureThreshold: 7 });
    breaker.failure(breaker.acquire());
    expect(breaker.counts).toMatchObject({ failures: 1, failureThreshold: 7 });
  });

  it.each([0, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses a threshold of %d', (threshold) => {
    expect(() => consecutiveFailures(threshold)).toThrow('threshold must be an integer >= 1');
  });
});
