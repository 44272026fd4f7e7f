import type { Chosen } from '../model.ts';

/** How test files have done before. */
export interface Ranking {
  lastFailed(): readonly string[];
  failureRates(): ReadonlyMap<string, number>;
  durations(): ReadonlyMap<string, number>;
}

/**
 * The order that most likely shows a failure soonest: what failed last, then changed test files, then others that are
 * affected, most failure-prone first, then those that import a change themselves, then fastest. A test of unknown
 * duration is taken for fast.
 */
export function inBestOrder(
  tests: readonly string[],
  reasons: ReadonlyMap<string, string>,
  ranking: Ranking,
  direct: ReadonlySet<string> = new Set(),
): Chosen[] {
  const failed = new Set(ranking.lastFailed());
  const rates = ranking.failureRates();
  const durations = ranking.durations();
  const stage = (test: string) => {
    if (failed.has(test)) return 0;
    const reason = reasons.get(test);
    if (reason === 'changed' || reason === 'new') return 1;
    return reason === undefined ? 3 : 2;
  };
  const ranked = tests.map((test) => ({
    test,
    keys: [stage(test), -(rates.get(test) ?? 0), direct.has(test) ? 0 : 1, durations.get(test) ?? 0],
  }));
  ranked.sort((one, other) => compare(one.keys, other.keys) || (one.test < other.test ? -1 : 1));
  return ranked.map(({ test }) => ({ test, reason: reasonOf(test) }));

  function reasonOf(test: string): string {
    const parts = [reasons.get(test), failed.has(test) ? 'failed last time' : undefined];
    return parts.filter((part) => part !== undefined).join(', ') || 'as everything';
  }
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
