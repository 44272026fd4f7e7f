import type { Breaker } from '../breaker.ts';

/** A closed breaker, but for what is given. */
export function breaker(fields: Partial<Breaker> = {}): Breaker {
  return {
    keyId: 'deepseek-1',
    provider: 'deepseek',
    state: 'closed',
    reason: undefined,
    openUntil: undefined,
    failures: 0,
    threshold: 5,
    successes: 0,
    trips: 0,
    calls: { success: 0, failure: 0, slow: 0, ignored: 0, rejected: 0 },
    told: undefined,
    ...fields,
  };
}
