import { describe, expect, expectTypeOf, test } from 'vitest';
import { breakerStates, breakerStateValue } from './catalogue/circuit-breaker.ts';
import { catalogue, type Labels, type MetricsOf } from './catalogue.ts';
import type { MetricDefinition } from './definition.ts';

const metrics: [string, MetricDefinition][] = Object.entries(catalogue);

describe('every metric of the catalogue', () => {
  test.each(metrics)('%s follows the naming rules of Prometheus', (name, { type, labels }) => {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    for (const label of labels) expect(label).toMatch(/^[a-z][a-z_]*$/);
    expect(labels).not.toContain('le');
  });

  test.each(metrics)('%s is explained in one sentence', (_, { help }) => {
    expect(help).toMatch(/^\S.*\.$/);
    expect(help).not.toContain('\n');
  });

  test.each(metrics.filter(([name]) => /_(seconds|bytes|percent|usd)/.test(name)))(
    '%s names its unit',
    (name, { help }) => {
      const unit = /_(seconds|bytes|percent|usd)/.exec(name)?.[1] ?? '';
      expect(help).toContain({ seconds: 'seconds', bytes: 'bytes', percent: 'percent', usd: 'US dollars' }[unit]);
    },
  );

  test.each(metrics)('%s closes only labels that it has', (_, { labels, closed = {} }) => {
    for (const [label, values] of Object.entries(closed)) {
      expect(labels).toContain(label);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test.each(metrics)('%s has ascending buckets exactly when it is a histogram', (_, { type, buckets }) => {
    expect(buckets !== undefined).toBe(type === 'histogram');
    expect(buckets ?? []).toEqual([...new Set(buckets)].sort((a, b) => a - b));
  });
});

// The numbers are the thresholds of the alert rules: a percentile is only right at a bound.
test.each([
  ['api_request_duration_seconds', [10, 15]],
  ['gateway_request_duration_seconds', [10, 15]],
  ['api_time_to_first_token_seconds', [10, 15]],
  ['test_watcher_test_execution_duration_seconds', [120, 300]],
  ['audit_agent_run_duration_seconds', [600]],
] as const)('the buckets of %s include every threshold that a rule uses', (name, thresholds) => {
  for (const threshold of thresholds) {
    const bounds: readonly number[] = catalogue[name].buckets;
    expect(bounds).toContain(threshold);
    expect(Math.max(...bounds), 'values above the threshold can be told apart').toBeGreaterThan(threshold);
  }
});

test('a state is the same number everywhere', () => {
  expect(breakerStateValue).toEqual({ closed: 0, half_open: 1, open: 2 });
  expect(breakerStates.map((state) => breakerStateValue[state])).toEqual([0, 1, 2]);
});

test('the compiler knows names, label names and closed values', () => {
  expectTypeOf<Labels<'api_calls_total'>>().toEqualTypeOf<{
    readonly api: string;
    readonly status: 'success' | 'error' | 'rate_limit';
  }>();
  expectTypeOf<keyof Labels<'test_watcher_is_running'>>().toEqualTypeOf<never>();
  expectTypeOf<'api_calls_total'>().toExtend<MetricsOf<'counter'>>();
  expectTypeOf<'api_keys'>().not.toExtend<MetricsOf<'counter'>>();
  expectTypeOf<'process_threads'>().not.toExtend<MetricsOf<'gauge'>>();
});
