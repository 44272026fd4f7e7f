import { describe, expect, it } from 'vitest';
import { failUntilOpen, subject } from '../testing/subject.ts';
import type { Mode } from './state.ts';

const modes: Mode[] = ['forced_open', 'disabled', 'metrics_only'];

describe.each(modes)('an override with %s', (mode) => {
  it('comes back to closed from closed, with the failures counted before', () => {
    const { breaker } = subject();
    for (let failure = 0; failure < 3; failure++) breaker.failure(breaker.acquire());
    breaker.override(mode);
    expect(breaker.mode).toBe(mode);
    breaker.override('auto');
    expect([breaker.mode, breaker.state, breaker.counts.failures]).toEqual(['auto', 'closed', 3]);
  });

  it('comes back to open with deadline and reason', () => {
    const { breaker, clock } = subject();
    breaker.trip('rate_limit', clock.now() + 90_000);
    breaker.override(mode);
    clock.advance(30_000);
    breaker.override('auto');
    expect([breaker.state, breaker.openReason, breaker.retryAfterMs()]).toEqual(['open', 'rate_limit', 60_000]);
    expect(breaker.counts.trips).toBe(1);
  });

  it('comes back to half-open with its successes and fresh probes', () => {
    const { breaker, clock } = subject({ halfOpenMaxCalls: 1 });
    failUntilOpen(breaker);
    clock.advance(60_000);
    breaker.success(breaker.acquire());
    const given = breaker.acquire();
    breaker.override(mode);
    breaker.override('auto');
    breaker.failure(given);
    expect([breaker.state, breaker.counts.successes, breaker.retryAfterMs()]).toEqual(['half_open', 1, 0]);
  });

  it('is no trip, and does not judge the calls in flight', () => {
    const { breaker } = subject({ failureThreshold: 1 });
    const early = breaker.acquire();
    breaker.override(mode);
    breaker.failure(early);
    breaker.override('auto');
    breaker.failure(early);
    expect([breaker.state, breaker.counts.trips, breaker.counts.calls.failure]).toEqual(['closed', 0, 2]);
  });

  it('keeps a trip from outside until it is lifted, and counts it once', () => {
    const { breaker, clock } = subject();
    breaker.override(mode);
    breaker.trip('rate_limit', clock.now() + 60_000);
    breaker.trip('quarantine', clock.now() + 30_000);
    expect([breaker.mode, breaker.counts.trips]).toEqual([mode, 1]);
    breaker.override('auto');
    expect([breaker.state, breaker.openReason, breaker.retryAfterMs()]).toEqual(['open', 'rate_limit', 60_000]);
  });

  it('outlives a reset, which clears what lies beneath', () => {
    const { breaker } = subject();
    breaker.trip('quarantine', Number.POSITIVE_INFINITY);
    breaker.override(mode);
    breaker.reset();
    expect(breaker.mode).toBe(mode);
    breaker.override('auto');
    expect(breaker.state).toBe('closed');
  });

  it('changes nothing when it is already in force', () => {
    const { breaker, transitions } = subject();
    breaker.override(mode);
    const permit = breaker.acquire();
    const before = transitions.length;
    breaker.override(mode);
    expect([breaker.acquire(), transitions.length]).toEqual([permit, before]);
  });
});

describe('an override', () => {
  it('may follow another, with the original state still beneath', () => {
    const { breaker } = subject();
    breaker.trip('quarantine', Number.POSITIVE_INFINITY);
    for (const mode of modes) breaker.override(mode);
    breaker.override('auto');
    expect([breaker.state, breaker.openReason]).toEqual(['open', 'quarantine']);
  });
});
