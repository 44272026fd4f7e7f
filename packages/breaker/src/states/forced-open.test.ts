import { describe, expect, it } from 'vitest';
import { rejected } from '../permit.ts';
import { subject } from '../testing/subject.ts';

describe('a breaker forced open', () => {
  it('refuses everything, without a deadline', () => {
    const { breaker, clock } = subject();
    breaker.override('forced_open');
    clock.advance(1e12);
    expect(breaker.acquire()).toBe(rejected);
    expect([breaker.state, breaker.openReason]).toEqual(['open', 'override']);
    expect([breaker.openUntil, breaker.retryAfterMs()]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(breaker.counts.calls.rejected).toBe(1);
  });

  it('reports its transitions with the reason override', () => {
    const { breaker, clock, transitions } = subject();
    breaker.override('forced_open');
    breaker.override('auto');
    const at = clock.now();
    expect(transitions).toEqual([
      { from: 'closed', to: 'open', reason: 'override', at, openUntil: Number.POSITIVE_INFINITY },
      { from: 'open', to: 'closed', reason: 'override', at },
    ]);
    expect(breaker.counts.transitions).toMatchObject({ closed_to_open: 1, open_to_closed: 1 });
  });
});
