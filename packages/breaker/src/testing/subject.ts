import { Breaker } from '../breaker.ts';
import type { BreakerOptions, Transition } from '../options.ts';
import { ManualClock } from './manual-clock.ts';

/** A breaker on a clock that the test moves, with exact open times and its transitions written down. */
export function subject(options: BreakerOptions = {}) {
  const clock = new ManualClock();
  const transitions: Transition[] = [];
  const breaker = new Breaker({
    clock,
    onTransition: (transition) => transitions.push(transition),
    ...options,
    openGrowth: { jitter: 0, ...options.openGrowth },
  });
  return { breaker, clock, transitions };
}

/** Fails until the breaker is open, at most `limit` times; returns how many failures it took. */
export function failUntilOpen(breaker: Breaker, limit = 1_000): number {
  for (let failures = 1; failures <= limit; failures++) {
    breaker.failure(breaker.acquire());
    if (breaker.state === 'open') return failures;
  }
  throw new Error(`still ${breaker.state} after ${limit} failures`);
}

/** Lets two probes succeed, as the default asks for. */
export function recover(breaker: Breaker): void {
  breaker.success(breaker.acquire());
  breaker.success(breaker.acquire());
}
