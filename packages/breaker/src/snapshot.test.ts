import { describe, expect, it } from 'vitest';
import { Breaker } from './breaker.ts';
import type { BreakerOptions } from './options.ts';
import { consecutiveFailures } from './rules/consecutive-failures.ts';
import { failureRate } from './rules/failure-rate.ts';
import type { Snapshot } from './snapshot.ts';
import { failUntilOpen, recover, subject } from './testing/subject.ts';

/** What comes out of a file. */
const stored = (breaker: Breaker): Snapshot => JSON.parse(JSON.stringify(breaker.snapshot()));

function restarted(made: ReturnType<typeof subject>, downMs = 0, options: BreakerOptions = {}) {
  const snapshot = stored(made.breaker);
  made.clock.advance(downMs);
  const after = subject({ ...options, clock: made.clock });
  after.breaker.restore(snapshot);
  return { ...after, clock: made.clock };
}

describe('a breaker restored from a snapshot', () => {
  it('is open until the same deadline for the same reason', () => {
    const before = subject();
    before.breaker.trip('rate_limit', before.clock.now() + 90_000);
    const { breaker } = restarted(before, 30_000);
    expect([breaker.state, breaker.openReason, breaker.retryAfterMs()]).toEqual(['open', 'rate_limit', 60_000]);
  });

  it('is still without a deadline', () => {
    const before = subject();
    before.breaker.trip('quarantine', Number.POSITIVE_INFINITY);
    const { breaker } = restarted(before, 1e10);
    expect([breaker.openReason, breaker.retryAfterMs()]).toEqual(['quarantine', Number.POSITIVE_INFINITY]);
  });

  it('goes on counting failures, trips, growth and tallies', () => {
    const before = subject();
    failUntilOpen(before.breaker);
    before.clock.advance(60_000);
    before.breaker.failure(before.breaker.acquire());
    const { breaker, clock } = restarted(before);
    expect(breaker.counts).toEqual(before.breaker.counts);
    clock.advance(120_000);
    breaker.failure(breaker.acquire());
    expect(breaker.retryAfterMs()).toBe(240_000);

    const counting = subject();
    for (let failure = 0; failure < 3; failure++) counting.breaker.failure(counting.breaker.acquire());
    expect(failUntilOpen(restarted(counting).breaker)).toBe(2);
  });

  it('is half-open with its successes, and its probes are free again', () => {
    const before = subject({ halfOpenMaxCalls: 1 });
    before.breaker.trip('failures');
    before.clock.advance(60_000);
    before.breaker.success(before.breaker.acquire());
    before.breaker.acquire();
    const { breaker } = restarted(before, 1_000, { halfOpenMaxCalls: 1 });
    expect([breaker.state, breaker.counts.successes]).toEqual(['half_open', 1]);
    breaker.success(breaker.acquire());
    expect(breaker.state).toBe('closed');
  });

  it('has the windows of its rates, by kind', () => {
    const rate = failureRate({ rate: 0.5, windowCalls: 10, minimumCalls: 4 });
    const time = failureRate({ rate: 0.5, windowMs: 60_000, minimumCalls: 4 });
    for (const rule of [rate, time]) {
      const before = subject({ tripRules: [rule] });
      for (let failure = 0; failure < 3; failure++) before.breaker.failure(before.breaker.acquire());
      const { breaker } = restarted(before, 0, { tripRules: [consecutiveFailures(10), rule] });
      expect(failUntilOpen(breaker)).toBe(1);
    }
  });

  it('is under the same override, with the same state beneath', () => {
    const before = subject();
    before.breaker.trip('quarantine', Number.POSITIVE_INFINITY);
    before.breaker.override('disabled');
    const { breaker } = restarted(before);
    expect([breaker.mode, breaker.state]).toEqual(['disabled', 'closed']);
    breaker.override('auto');
    expect([breaker.state, breaker.openReason]).toEqual(['open', 'quarantine']);
  });

  it('has the time in states that was observed, without the time it was gone', () => {
    const before = subject();
    before.clock.advance(5_000);
    failUntilOpen(before.breaker);
    before.clock.advance(10_000);
    const { breaker, clock } = restarted(before, 1e9);
    clock.advance(1_000);
    expect(breaker.timeInStateMs()).toEqual({ closed: 5_000, half_open: 0, open: 11_000 });
  });

  it('forgets the time in states that has passed since the snapshot', () => {
    const { breaker, clock } = subject();
    const snapshot = stored(breaker);
    clock.advance(7_000);
    breaker.restore(snapshot);
    clock.advance(1_000);
    expect(breaker.timeInStateMs()).toEqual({ closed: 1_000, half_open: 0, open: 0 });
  });

  it('judges no calls from before, and reports no transition', () => {
    const { breaker, transitions } = subject({ failureThreshold: 1 });
    const early = breaker.acquire();
    breaker.restore(stored(breaker));
    breaker.failure(early);
    expect([breaker.state, transitions]).toEqual(['closed', []]);
  });

  it('does not stay open for years because a clock was ahead', () => {
    const { breaker, clock } = subject();
    breaker.trip('rate_limit');
    breaker.restore({ ...stored(breaker), openUntil: clock.now() + 1e12 });
    expect(breaker.retryAfterMs()).toBe(3_600_000);
  });

  it('lives on like one that was never restored', () => {
    const before = subject();
    failUntilOpen(before.breaker);
    before.clock.advance(60_000);
    const { breaker } = restarted(before);
    recover(breaker);
    expect([breaker.state, breaker.counts.transitions.half_open_to_closed]).toEqual(['closed', 1]);
  });
});

describe('a broken snapshot', () => {
  const rate = failureRate({ rate: 0.5, windowCalls: 10 });
  const good = new Breaker({ tripRules: [rate, consecutiveFailures(3)] }).snapshot();
  const rules = (memory: unknown) => [{ kind: 'failure_rate', memory }];

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'snapshot: expected an object'],
    ['a list', [], 'snapshot: expected an object'],
    ['another version', { ...good, version: 2 }, 'version: expected 1, found 2'],
    ['an unknown state', { ...good, state: 'ajar' }, 'state: expected one of closed, half_open, open, found ajar'],
    ['an unknown mode', { ...good, mode: 'on' }, 'mode: expected one of'],
    ['no time', { ...good, at: '2026-01-01' }, 'at: expected non-negative milliseconds, found 2026-01-01'],
    ['open without a deadline', { ...good, state: 'open', openReason: 'x' }, 'openUntil: expected non-negative'],
    ['open without a reason', { ...good, state: 'open', openUntil: 1 }, 'openReason: expected a string'],
    ['negative trips', { ...good, trips: -1 }, 'trips: expected a non-negative integer, found -1'],
    ['half a success', { ...good, successes: 0.5 }, 'successes: expected a non-negative integer'],
    ['no growth', { ...good, consecutiveTrips: null }, 'consecutiveTrips: expected a non-negative integer'],
    ['no tallies', { ...good, calls: undefined }, 'calls: expected an object'],
    ['a missing tally', { ...good, calls: {} }, 'calls.success: expected a non-negative integer, found undefined'],
    ['a missing transition', { ...good, transitions: {} }, 'transitions.closed_to_open: expected'],
    ['negative time', { ...good, timeInStateMs: { closed: -1 } }, 'timeInStateMs.closed: expected non-negative'],
    ['no rules', { ...good, rules: {} }, 'rules: expected a list'],
    ['a rule without a kind', { ...good, rules: [{}] }, 'rules[0].kind: expected a string'],
    ['a broken window', { ...good, rules: rules({ calls: 'xyz' }) }, 'rules: expected a window with calls or buckets'],
    ['a broken bucket', { ...good, rules: rules({ buckets: [[1, 1, 2]] }) }, 'rules: expected a window'],
    ['a short bucket', { ...good, rules: rules({ buckets: [[1, 1]] }) }, 'rules: expected a window'],
    ['a broken count', { ...good, rules: [{ kind: 'consecutive_failures', memory: 'x' }] }, 'consecutive failures'],
  ])('with %s is refused by name and leaves the breaker alone', (_fault, snapshot, message) => {
    const { breaker, transitions } = subject({ tripRules: [rate, consecutiveFailures(3)] });
    breaker.failure(breaker.acquire());
    breaker.override('metrics_only');
    const before = breaker.snapshot();
    const attempt = () => breaker.restore(snapshot as Snapshot);
    expect(attempt).toThrow(expect.objectContaining({ code: 'invalid_snapshot' }));
    expect(attempt).toThrow(message);
    expect(breaker.snapshot()).toEqual({ ...before, at: breaker.snapshot().at });
    expect(transitions).toEqual([]);
  });
});
