import { describe, expect, it } from 'vitest';
import { failUntilOpen, subject } from '../testing/subject.ts';

describe('a closed breaker', () => {
  it('opens at the fifth failure in a row by default, for sixty seconds', () => {
    const { breaker, clock, transitions } = subject();
    expect(failUntilOpen(breaker)).toBe(5);
    expect(breaker.openUntil).toBe(clock.now() + 60_000);
    expect(breaker.openReason).toBe('failures');
    expect(transitions).toEqual([
      { from: 'closed', to: 'open', reason: 'failures', at: clock.now(), openUntil: clock.now() + 60_000 },
    ]);
  });

  it('admits every call at once and knows no deadline', () => {
    const { breaker } = subject();
    for (let call = 0; call < 100; call++) expect(breaker.acquire()).toBeGreaterThan(0);
    expect(breaker.retryAfterMs()).toBe(0);
    expect(breaker.openUntil).toBeUndefined();
    expect(breaker.openReason).toBeUndefined();
  });

  it('reads no clock for a call under the default rule', () => {
    let reads = 0;
    const { breaker } = subject({ clock: { now: () => ++reads } });
    const before = reads;
    breaker.success(breaker.acquire());
    breaker.failure(breaker.acquire());
    breaker.ignore(breaker.acquire());
    expect(reads).toBe(before);
  });

  it('moves nothing for an ignored call, and tallies it', () => {
    const { breaker } = subject({ failureThreshold: 2 });
    breaker.failure(breaker.acquire());
    breaker.ignore(breaker.acquire());
    expect(breaker.counts).toMatchObject({ failures: 1, calls: { ignored: 1, failure: 1, success: 0 } });
    breaker.failure(breaker.acquire());
    expect(breaker.state).toBe('open');
  });

  it('does not judge calls that began before it was last open, but tallies them', () => {
    const { breaker } = subject({ failureThreshold: 1 });
    const early = [breaker.acquire(), breaker.acquire(), breaker.acquire()] as const;
    breaker.failure(breaker.acquire());
    breaker.reset();
    breaker.failure(early[0]);
    breaker.success(early[1]);
    breaker.ignore(early[2]);
    expect(breaker.state).toBe('closed');
    expect(breaker.counts).toMatchObject({ failures: 0, calls: { failure: 2, success: 1, ignored: 1 } });
  });

  it('does not let a success from before wipe out the failures since', () => {
    const { breaker } = subject({ failureThreshold: 2 });
    const early = breaker.acquire();
    breaker.reset();
    breaker.failure(breaker.acquire());
    breaker.success(early);
    breaker.failure(breaker.acquire());
    expect(breaker.state).toBe('open');
  });

  it('opens until the latest Retry-After of its failures when that is later than its own open time', () => {
    const { breaker, clock } = subject({ failureThreshold: 2 });
    const asked = clock.now() + 300_000;
    breaker.failure(breaker.acquire(), { retryAfterMs: 300_000 });
    expect(breaker.state).toBe('closed');
    clock.advance(10_000);
    breaker.failure(breaker.acquire(), { retryAfterMs: 1_000 });
    expect(breaker.openUntil).toBe(asked);
  });

  it('opens for its own open time when that ends later than the Retry-After', () => {
    const { breaker, clock } = subject({ failureThreshold: 1 });
    breaker.failure(breaker.acquire(), { retryAfterMs: 30_000 });
    expect(breaker.openUntil).toBe(clock.now() + 60_000);
  });

  it('trusts a Retry-After for an hour at most', () => {
    const { breaker, clock } = subject({ failureThreshold: 1 });
    breaker.failure(breaker.acquire(), { retryAfterMs: 86_400_000 });
    expect(breaker.openUntil).toBe(clock.now() + 3_600_000);
  });

  it.each([-1, Number.NaN])('refuses a Retry-After of %d and leaves the permit to be settled', (retryAfterMs) => {
    const { breaker } = subject({ failureThreshold: 1 });
    const permit = breaker.acquire();
    expect(() => breaker.failure(permit, { retryAfterMs })).toThrow('retryAfterMs must be a number >= 0');
    breaker.failure(permit);
    expect(breaker.state).toBe('open');
  });
});
