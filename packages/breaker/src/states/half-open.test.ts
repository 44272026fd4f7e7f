import { describe, expect, it } from 'vitest';
import type { BreakerOptions } from '../options.ts';
import { rejected } from '../permit.ts';
import { slowCallRate } from '../rules/slow-call-rate.ts';
import { failUntilOpen, recover, subject } from '../testing/subject.ts';

function halfOpen(options: BreakerOptions = {}) {
  const made = subject(options);
  made.breaker.trip('failures');
  made.clock.advance(60_000);
  return { ...made, probe: made.breaker.acquire() };
}

describe('a half-open breaker', () => {
  it('admits three probes at a time, and another for each that comes back', () => {
    const { breaker, probe } = halfOpen({ successThreshold: 10 });
    const permits = [probe, breaker.acquire(), breaker.acquire()];
    expect(new Set(permits).size).toBe(3);
    expect(breaker.acquire()).toBe(rejected);
    breaker.success(probe);
    expect(breaker.acquire()).not.toBe(rejected);
    expect(breaker.acquire()).toBe(rejected);
  });

  it('closes after two successes and begins with no failures', () => {
    const { breaker, clock, transitions, probe } = halfOpen();
    breaker.success(probe);
    expect([breaker.state, breaker.counts.successes]).toEqual(['half_open', 1]);
    breaker.success(breaker.acquire());
    expect([breaker.state, breaker.counts.successes, breaker.counts.failures]).toEqual(['closed', 0, 0]);
    expect(transitions.at(-1)).toEqual({ from: 'half_open', to: 'closed', reason: 'recovered', at: clock.now() });
  });

  it('reopens at the first failure, for longer', () => {
    const { breaker, probe } = halfOpen();
    breaker.success(probe);
    breaker.failure(breaker.acquire());
    expect([breaker.state, breaker.retryAfterMs()]).toEqual(['open', 120_000]);
    expect(breaker.counts).toMatchObject({ trips: 2, transitions: { half_open_to_open: 1 } });
  });

  it('reopens until the Retry-After of a failed probe when that is later', () => {
    const { breaker, probe } = halfOpen();
    breaker.failure(probe, { retryAfterMs: 500_000 });
    expect(breaker.retryAfterMs()).toBe(500_000);
  });

  it('frees the place of an ignored probe and moves nothing', () => {
    const { breaker, probe } = halfOpen({ halfOpenMaxCalls: 1 });
    breaker.ignore(probe);
    expect([breaker.state, breaker.counts.successes, breaker.retryAfterMs()]).toEqual(['half_open', 0, 0]);
    expect(breaker.acquire()).not.toBe(rejected);
  });

  it('takes each probe once, however often it is settled', () => {
    const { breaker, probe } = halfOpen({ successThreshold: 2, halfOpenMaxCalls: 1 });
    breaker.success(probe);
    breaker.success(probe);
    breaker.failure(probe);
    breaker.ignore(probe);
    expect([breaker.state, breaker.counts.successes]).toEqual(['half_open', 1]);
    expect(breaker.counts.calls).toMatchObject({ success: 1, failure: 0, ignored: 0 });
  });

  it('takes an expired probe for a failure at the very moment it expired, whoever looks and whenever', () => {
    const { breaker, clock, transitions } = halfOpen({ probeExpiryMs: 30_000 });
    const expiredAt = clock.now() + 30_000;
    clock.advance(29_999);
    expect(breaker.state).toBe('half_open');
    clock.advance(50_001);
    expect(breaker.state).toBe('open');
    expect(transitions.at(-1)).toMatchObject({ from: 'half_open', to: 'open', reason: 'failures', at: expiredAt });
    expect(breaker.openUntil).toBe(expiredAt + 120_000);
    expect(breaker.timeInStateMs()).toEqual({ closed: 0, open: 60_000 + 50_000, half_open: 30_000 });
  });

  it('comes to the same when nobody looks before the late success of the expired probe', () => {
    const { breaker, clock, probe } = halfOpen({ probeExpiryMs: 30_000 });
    const expiredAt = clock.now() + 30_000;
    clock.advance(40_000);
    breaker.success(probe);
    expect([breaker.state, breaker.openUntil]).toEqual(['open', expiredAt + 120_000]);
    expect(breaker.counts.calls).toMatchObject({ success: 0, failure: 1 });
  });

  it('starts over with a new probe when the open time after an expiry has passed as well', () => {
    const { breaker, clock } = halfOpen({ probeExpiryMs: 30_000 });
    clock.advance(30_000 + 120_000);
    expect(breaker.acquire()).not.toBe(rejected);
    expect(breaker.state).toBe('half_open');
  });

  it('tells a refused caller when the oldest probe expires at the latest', () => {
    const { breaker, clock } = halfOpen({ halfOpenMaxCalls: 2, probeExpiryMs: 30_000 });
    expect(breaker.retryAfterMs()).toBe(0);
    clock.advance(10_000);
    breaker.acquire();
    expect(breaker.retryAfterMs()).toBe(20_000);
  });

  it('gives up the probes still out when it is left, and tallies them as ignored', () => {
    const { breaker, probe } = halfOpen();
    const other = breaker.acquire();
    breaker.failure(probe);
    expect(breaker.counts.calls).toMatchObject({ failure: 1, ignored: 1 });
    breaker.success(other);
    expect(breaker.counts.calls).toMatchObject({ success: 0, failure: 1, ignored: 1 });
  });

  it('does not judge calls that began before it opened', () => {
    const { breaker, clock } = subject();
    const early = [breaker.acquire(), breaker.acquire(), breaker.acquire()] as const;
    failUntilOpen(breaker);
    clock.advance(60_000);
    breaker.acquire();
    for (const permit of early) breaker.success(permit);
    expect([breaker.state, breaker.counts.successes]).toEqual(['half_open', 0]);
  });

  it('reopens when a probe succeeds but is slow, if slowness is a reason to open', () => {
    const slow = slowCallRate({ rate: 0.5, windowCalls: 10, slowCallMs: 1_000 });
    const { breaker, probe } = halfOpen({ tripRules: [slow], successThreshold: 1 });
    breaker.success(probe, 1_001);
    expect(breaker.state).toBe('open');
    expect(breaker.counts.calls).toMatchObject({ slow: 1, success: 0 });
  });

  it('is opened from outside, which counts as a trip', () => {
    const { breaker, clock } = halfOpen();
    breaker.trip('rate_limit', clock.now() + 5_000);
    expect([breaker.openReason, breaker.retryAfterMs(), breaker.counts.trips]).toEqual(['rate_limit', 5_000, 2]);
  });

  it('closes again after every recovery', () => {
    const { breaker, clock } = subject({ failureThreshold: 1 });
    for (let round = 1; round <= 3; round++) {
      failUntilOpen(breaker);
      clock.advance(60_000);
      recover(breaker);
      expect([breaker.state, breaker.counts.transitions.half_open_to_closed]).toEqual(['closed', round]);
    }
  });
});
