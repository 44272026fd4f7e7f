import { expect, it } from 'vitest';
import type { Labels, Series } from '../api/prometheus.ts';
import { readBoard } from './board.ts';

const key = (key_id: string) => ({ key_id, provider: 'deepseek' });
const series = (name: string, labels: Labels, value: string): Series => ({
  metric: { __name__: name, ...labels },
  value: [1, value],
});

it('a key is what its series say, and what is left out is 0', () => {
  const { breakers } = readBoard([
    series('circuit_breaker_failure_threshold', key('a'), '5'),
    series('circuit_breaker_state', key('a'), '2'),
    series('circuit_breaker_open_reason', { ...key('a'), reason: 'rate_limit' }, '1'),
    series('circuit_breaker_open_until_timestamp_seconds', key('a'), '1700000000.5'),
    series('circuit_breaker_failure_count', key('a'), '3'),
    series('circuit_breaker_trips_total', key('a'), '4'),
    series('circuit_breaker_calls_total', { ...key('a'), outcome: 'success' }, '38'),
    series('circuit_breaker_failure_threshold', key('b'), '5'),
    series('circuit_breaker_state', key('c'), '1'),
    series('circuit_breaker_success_count', key('c'), '1'),
  ]);
  expect(breakers).toMatchObject([
    {
      keyId: 'a',
      provider: 'deepseek',
      state: 'open',
      reason: 'rate_limit',
      openUntil: 1_700_000_000_500,
      failures: 3,
      threshold: 5,
      trips: 4,
      calls: { success: 38, failure: 0 },
    },
    { keyId: 'b', state: 'closed', reason: undefined, openUntil: undefined, failures: 0, trips: 0 },
    { keyId: 'c', state: 'half_open', successes: 1 },
  ]);
});

it('keys are in the order of people, and the same name at two providers is two keys', () => {
  const threshold = (provider: string, key_id: string) =>
    series('circuit_breaker_failure_threshold', { provider, key_id }, '5');
  const { breakers } = readBoard([threshold('q', 'k-2'), threshold('p', 'k-10'), threshold('p', 'k-2')]);
  expect(breakers.map(({ provider, keyId }) => `${provider} ${keyId}`)).toEqual(['p k-2', 'p k-10', 'q k-2']);
});

it('counts of keys are by provider', () => {
  const { counts, breakers } = readBoard([
    series('api_keys', { api: 'deepseek', status: 'active' }, '2'),
    series('api_keys', { api: 'deepseek', status: 'backup' }, '1'),
  ]);
  expect(counts.get('deepseek')).toEqual({ active: 2, resting: 0, quarantined: 0, backup: 1 });
  expect(breakers).toEqual([]);
});
