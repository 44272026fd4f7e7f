import { describe, expect, it } from 'vitest';
import type { Breaker } from '../breaker.ts';
import type { RampOptions } from '../options.ts';
import { rejected } from '../permit.ts';
import { failUntilOpen, recover, subject } from '../testing/subject.ts';

function recovered(ramp: RampOptions | undefined) {
  const made = subject({ ramp });
  failUntilOpen(made.breaker);
  made.clock.advance(60_000);
  recover(made.breaker);
  return made;
}

function admitted(breaker: Breaker, calls: number): number {
  let count = 0;
  for (let call = 0; call < calls; call++) if (breaker.acquire() !== rejected) count++;
  return count;
}

describe('the ramp after a recovery', () => {
  it('admits a share of the calls that grows to all of them', () => {
    const { breaker, clock } = recovered({ durationMs: 10_000, initialShare: 0.2 });
    expect(admitted(breaker, 100)).toBeCloseTo(20, -1);
    clock.advance(5_000);
    expect(admitted(breaker, 100)).toBeCloseTo(60, -1);
    clock.advance(5_000);
    expect(admitted(breaker, 100)).toBe(100);
  });

  it('admits the first call and shows itself as closed', () => {
    const { breaker } = recovered({ durationMs: 10_000 });
    expect(breaker.state).toBe('closed');
    expect(breaker.retryAfterMs()).toBe(0);
    expect(breaker.acquire()).not.toBe(rejected);
  });

  it('tallies what it refuses, and says that at the end of the ramp all is admitted', () => {
    const { breaker, clock } = recovered({ durationMs: 10_000 });
    breaker.acquire();
    clock.advance(1_000);
    expect(breaker.acquire()).toBe(rejected);
    expect(breaker.retryAfterMs()).toBe(9_000);
    expect(breaker.counts.calls.rejected).toBe(1);
  });

  it('judges calls that began during the ramp when they end after it', () => {
    const { breaker, clock } = recovered({ durationMs: 10_000, initialShare: 1 });
    const permits = Array.from({ length: 5 }, () => breaker.acquire());
    clock.advance(10_000);
    breaker.acquire();
    for (const permit of permits) breaker.failure(permit);
    expect(breaker.state).toBe('open');
  });

  it('opens by the trip rules meanwhile', () => {
    const { breaker } = recovered({ durationMs: 10_000 });
    const permit = breaker.acquire();
    for (let failure = 0; failure < 5; failure++) breaker.failure(permit);
    expect(breaker.state).toBe('open');
  });

  it('ends when it is switched off', () => {
    const { breaker } = recovered({ durationMs: 10_000 });
    breaker.reconfigure({ ramp: undefined });
    expect(admitted(breaker, 100)).toBe(100);
  });

  it('is off by default, and after a reset', () => {
    expect(admitted(recovered(undefined).breaker, 100)).toBe(100);
    const { breaker } = subject({ ramp: { durationMs: 10_000 } });
    failUntilOpen(breaker);
    breaker.reset();
    expect(admitted(breaker, 100)).toBe(100);
  });
});
