import { describe, expect, it } from 'vitest';
import { rejected } from '../permit.ts';
import { failUntilOpen, recover, subject } from '../testing/subject.ts';

describe('an open breaker', () => {
  it('refuses every call until its deadline and says how long that is', () => {
    const { breaker, clock } = subject();
    failUntilOpen(breaker);
    clock.advance(59_999);
    expect(breaker.acquire()).toBe(rejected);
    expect(breaker.retryAfterMs()).toBe(1);
    expect(breaker.counts.calls.rejected).toBe(1);
  });

  it('stays open past its deadline until a call comes, which is the first probe', () => {
    const { breaker, clock } = subject();
    failUntilOpen(breaker);
    clock.advance(3_600_000);
    expect(breaker.state).toBe('open');
    expect(breaker.retryAfterMs()).toBe(0);
    expect(breaker.acquire()).not.toBe(rejected);
    expect(breaker.state).toBe('half_open');
  });

  it('stays open twice as long after each failed recovery, up to eight times', () => {
    const { breaker, clock } = subject();
    failUntilOpen(breaker);
    const openTimes = [breaker.retryAfterMs()];
    for (let trip = 0; trip < 4; trip++) {
      clock.advance(breaker.retryAfterMs());
      breaker.failure(breaker.acquire());
      openTimes.push(breaker.retryAfterMs());
    }
    expect(openTimes).toEqual([60_000, 120_000, 240_000, 480_000, 480_000]);
  });

  it('starts again with the first open time after a recovery', () => {
    const { breaker, clock } = subject();
    failUntilOpen(breaker);
    clock.advance(60_000);
    breaker.failure(breaker.acquire());
    clock.advance(120_000);
    recover(breaker);
    failUntilOpen(breaker);
    expect(breaker.retryAfterMs()).toBe(60_000);
  });

  it('keeps the later of two deadlines, and the reason that goes with it', () => {
    const { breaker, clock } = subject();
    breaker.trip('rate_limit', clock.now() + 30_000);
    breaker.trip('quarantine', clock.now() + 10_000);
    expect([breaker.openReason, breaker.retryAfterMs()]).toEqual(['rate_limit', 30_000]);
    breaker.trip('quarantine', Number.POSITIVE_INFINITY);
    expect([breaker.openReason, breaker.retryAfterMs()]).toEqual(['quarantine', Number.POSITIVE_INFINITY]);
    breaker.trip('rate_limit', clock.now() + 90_000);
    expect([breaker.openReason, breaker.retryAfterMs()]).toEqual(['quarantine', Number.POSITIVE_INFINITY]);
  });

  it('counts one trip however often it is tripped while open', () => {
    const { breaker, clock } = subject();
    breaker.trip('rate_limit');
    breaker.trip('rate_limit', clock.now() + 1_000_000);
    expect(breaker.counts.trips).toBe(1);
    expect(breaker.counts.transitions.closed_to_open).toBe(1);
  });

  it('is tripped from outside for exactly as long as the provider said, within the cap', () => {
    const { breaker, clock } = subject();
    breaker.trip('rate_limit', clock.now() + 7_000);
    expect(breaker.retryAfterMs()).toBe(7_000);
    breaker.trip('rate_limit', clock.now() + 86_400_000);
    expect(breaker.retryAfterMs()).toBe(3_600_000);
  });

  it('is tripped from outside for the growing open time when nothing was said', () => {
    const { breaker, clock } = subject();
    breaker.trip('rate_limit');
    expect(breaker.retryAfterMs()).toBe(60_000);
    clock.advance(60_000);
    breaker.acquire();
    breaker.trip('rate_limit');
    expect(breaker.retryAfterMs()).toBe(120_000);
  });

  it('never admits a call without a deadline until it is reset', () => {
    const { breaker, clock } = subject();
    breaker.trip('quarantine', Number.POSITIVE_INFINITY);
    clock.advance(1e12);
    expect(breaker.acquire()).toBe(rejected);
    breaker.reset();
    expect(breaker.acquire()).not.toBe(rejected);
    expect(breaker.counts.trips).toBe(1);
  });

  it('judges no late result, but lets its Retry-After extend the deadline', () => {
    const { breaker } = subject();
    const late = [breaker.acquire(), breaker.acquire(), breaker.acquire()] as const;
    failUntilOpen(breaker);
    breaker.success(late[0]);
    breaker.failure(late[1]);
    expect(breaker.retryAfterMs()).toBe(60_000);
    breaker.failure(late[2], { retryAfterMs: 90_000 });
    expect([breaker.state, breaker.retryAfterMs()]).toEqual(['open', 90_000]);
    expect(breaker.counts).toMatchObject({ trips: 1, failures: 5, calls: { success: 1, failure: 7 } });
  });

  it('forgets failures, growth and deadline when reset', () => {
    const { breaker, clock, transitions } = subject();
    failUntilOpen(breaker);
    clock.advance(60_000);
    breaker.failure(breaker.acquire());
    breaker.reset();
    expect(transitions.at(-1)).toEqual({ from: 'open', to: 'closed', reason: 'reset', at: clock.now() });
    expect(breaker.counts.failures).toBe(0);
    failUntilOpen(breaker);
    expect(breaker.retryAfterMs()).toBe(60_000);
  });

  it.each([-1, Number.NaN])('refuses a deadline of %d', (until) => {
    const { breaker } = subject();
    expect(() => breaker.trip('quarantine', until)).toThrow('until must be a number >= 0');
    expect(breaker.state).toBe('closed');
  });
});
