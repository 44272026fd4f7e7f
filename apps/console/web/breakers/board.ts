import type { Series } from '../api/prometheus.ts';
import { type Breaker, idOf, type Outcome, type State } from './breaker.ts';

/** Keys of a provider by what they do; a key is in one of them. */
export interface KeyCounts {
  /** In use: closed or half-open. */
  active: number;
  resting: number;
  quarantined: number;
  /** Kept back. */
  backup: number;
}

/** What Prometheus knows of all keys. */
export interface Board {
  /** By provider and name. */
  readonly breakers: readonly Breaker[];
  readonly counts: ReadonlyMap<string, Readonly<KeyCounts>>;
}

/** Replicas of the gateway tell the same of a key; most values are 0, and those are left out. */
export const gauges =
  'max by (__name__, provider, key_id, reason, api, status) ({__name__=~"api_keys|circuit_breaker_(state|failure_count|failure_threshold|success_count|open_reason|open_until_timestamp_seconds)"}) > 0';

/** Each replica counts its own. */
export const counters =
  'sum by (__name__, provider, key_id, outcome) ({__name__=~"circuit_breaker_(calls|trips)_total"}) > 0';

const states: readonly State[] = ['closed', 'half_open', 'open'];

type Draft = { -readonly [K in keyof Breaker]: Breaker[K] } & { calls: Record<Outcome, number> };

/** Puts together what the queries {@link gauges} and {@link counters} answer. A key has a threshold, if nothing else. */
export function readBoard(series: readonly Series[]): Board {
  const drafts = new Map<string, Draft>();
  const counts = new Map<string, KeyCounts>();
  for (const { metric, value } of series) {
    const number = Number(value?.[1]);
    if (metric['__name__'] === 'api_keys') {
      countsOf(counts, metric['api'] ?? '')[metric['status'] as keyof KeyCounts] = number;
      continue;
    }
    const key = { provider: metric['provider'] ?? '', keyId: metric['key_id'] ?? '' };
    const id = idOf(key);
    const draft = drafts.get(id) ?? blank(key);
    drafts.set(id, draft);
    fill(draft, metric, number);
  }
  // With its numbers as long as each other, a name needs no slow comparison: there are thousands.
  const ranks = [...drafts].map(
    ([id, draft]) => [id.replaceAll(/\d+/g, (digits) => digits.padStart(9, '0')), draft] as const,
  );
  ranks.sort(([a], [b]) => (a < b ? -1 : 1));
  return { breakers: ranks.map(([, draft]) => draft), counts };
}

function fill(draft: Draft, metric: Series['metric'], number: number): void {
  switch (metric['__name__']) {
    case 'circuit_breaker_state':
      draft.state = states[number] ?? 'closed';
      break;
    case 'circuit_breaker_failure_count':
      draft.failures = number;
      break;
    case 'circuit_breaker_failure_threshold':
      draft.threshold = number;
      break;
    case 'circuit_breaker_success_count':
      draft.successes = number;
      break;
    case 'circuit_breaker_open_reason':
      draft.reason = metric['reason'];
      break;
    case 'circuit_breaker_open_until_timestamp_seconds':
      draft.openUntil = number * 1000;
      break;
    case 'circuit_breaker_trips_total':
      draft.trips = number;
      break;
    case 'circuit_breaker_calls_total':
      draft.calls[metric['outcome'] as Outcome] = number;
  }
}

function countsOf(all: Map<string, KeyCounts>, provider: string): KeyCounts {
  const counts = all.get(provider) ?? { active: 0, resting: 0, quarantined: 0, backup: 0 };
  all.set(provider, counts);
  return counts;
}

function blank(key: Pick<Breaker, 'provider' | 'keyId'>): Draft {
  return {
    ...key,
    state: 'closed',
    reason: undefined,
    openUntil: undefined,
    failures: 0,
    threshold: 0,
    successes: 0,
    trips: 0,
    calls: { success: 0, failure: 0, slow: 0, ignored: 0, rejected: 0 },
    told: undefined,
  };
}
