import { describe, expect, it } from 'vitest';
import { rejected } from '../permit.ts';
import { failUntilOpen, subject } from '../testing/subject.ts';

describe.each(['disabled', 'metrics_only'] as const)('a breaker set to %s', (mode) => {
  it('admits everything, also when it was open', () => {
    const { breaker } = subject();
    failUntilOpen(breaker);
    breaker.override(mode);
    expect(breaker.acquire()).not.toBe(rejected);
    expect([breaker.state, breaker.retryAfterMs(), breaker.openUntil]).toEqual(['closed', 0, undefined]);
  });

  it('never opens, and tallies every result', () => {
    const { breaker } = subject();
    breaker.override(mode);
    for (let call = 0; call < 50; call++) breaker.failure(breaker.acquire());
    breaker.success(breaker.acquire());
    breaker.ignore(breaker.acquire());
    expect(breaker.state).toBe('closed');
    expect(breaker.counts.calls).toMatchObject({ failure: 50, success: 1, ignored: 1 });
  });
});

describe('the trip rules', () => {
  it('go on counting with metrics_only, so the next failure after it trips', () => {
    const { breaker } = subject();
    breaker.override('metrics_only');
    for (let call = 0; call < 7; call++) breaker.failure(breaker.acquire());
    expect(breaker.counts.failures).toBe(7);
    breaker.override('auto');
    expect(breaker.state).toBe('closed');
    expect(failUntilOpen(breaker)).toBe(1);
  });

  it('leave calls out that began before metrics_only', () => {
    const { breaker } = subject();
    const early = breaker.acquire();
    breaker.override('metrics_only');
    breaker.failure(early);
    expect(breaker.counts.failures).toBe(0);
  });

  it('count successes with metrics_only too', () => {
    const { breaker } = subject();
    breaker.override('metrics_only');
    breaker.failure(breaker.acquire());
    breaker.success(breaker.acquire());
    expect(breaker.counts.failures).toBe(0);
  });

  it('see nothing while disabled', () => {
    const { breaker } = subject();
    breaker.override('disabled');
    for (let call = 0; call < 7; call++) breaker.failure(breaker.acquire());
    expect(breaker.counts.failures).toBe(0);
  });
});
