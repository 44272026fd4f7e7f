import { describe, expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';
import { failUntilOpen, subject } from './testing/subject.ts';

describe('the system clock', () => {
  it('tells epoch milliseconds', () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(60_000);
  });

  it('is not moved when the wall clock is set', () => {
    const before = systemClock.now();
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
    const after = systemClock.now();
    vi.useRealTimers();
    expect(after).toBeGreaterThanOrEqual(before);
  });
});

describe('time in states', () => {
  it('is exact to the millisecond, the running state included', () => {
    const { breaker, clock } = subject();
    clock.advance(1_000);
    failUntilOpen(breaker);
    clock.advance(70_000);
    breaker.acquire();
    clock.advance(30);
    expect(breaker.timeInStateMs()).toEqual({ closed: 1_000, open: 70_000, half_open: 30 });
  });

  it('never shrinks, even with a clock that steps back', () => {
    const { breaker, clock } = subject();
    clock.advance(1_000);
    failUntilOpen(breaker);
    clock.advance(-500);
    expect(breaker.timeInStateMs()).toEqual({ closed: 1_000, open: 0, half_open: 0 });
    breaker.reset();
    expect(breaker.timeInStateMs()).toEqual({ closed: 1_000, open: 0, half_open: 0 });
  });
});
