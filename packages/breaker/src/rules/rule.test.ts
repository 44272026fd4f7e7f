import { describe, expect, it } from 'vitest';
import { failUntilOpen, subject } from '../testing/subject.ts';
import type { Tracker, TripRule } from './rule.ts';

/** Trips at the second failure within a second; there is no such rule in the package. */
const burst: TripRule = {
  kind: 'burst',
  track: (clock): Tracker => {
    let last = Number.NEGATIVE_INFINITY;
    return {
      kind: 'burst',
      failures: 0,
      threshold: 2,
      success: () => false,
      failure: () => {
        const soon = clock.now() - last < 1_000;
        last = clock.now();
        return soon;
      },
      clear: () => {
        last = Number.NEGATIVE_INFINITY;
      },
      save: () => ({ last }),
      load: (data) => {
        if (typeof data !== 'object' || data === null || !('last' in data)) throw new TypeError('expected a time');
        last = Number(data.last);
      },
    };
  },
};

describe('a rule from outside the package', () => {
  it('decides, on the clock of the breaker', () => {
    const { breaker, clock } = subject({ tripRules: [burst] });
    for (let failure = 0; failure < 5; failure++) {
      breaker.failure(breaker.acquire());
      clock.advance(1_000);
    }
    expect(breaker.state).toBe('closed');
    expect(failUntilOpen(breaker)).toBe(2);
  });

  it('is carried over a reload and a restart', () => {
    const { breaker } = subject({ tripRules: [burst] });
    breaker.failure(breaker.acquire());
    breaker.reconfigure({ timeoutMs: 1 });
    breaker.restore(breaker.snapshot());
    expect(failUntilOpen(breaker)).toBe(1);
  });

  it('is heard when it refuses its memory', () => {
    const { breaker } = subject({ tripRules: [burst] });
    const broken = { ...breaker.snapshot(), rules: [{ kind: 'burst', memory: 7 }] };
    expect(() => breaker.restore(broken)).toThrow('rules: expected a time');
  });
});
