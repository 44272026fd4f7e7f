import { describe, expect, test } from 'vitest';
import { lookUp, queryFaults } from './queries.ts';

describe('a query over the catalogue', () => {
  test.each([
    ['api_cals_total', 'api_cals_total is neither in the catalogue nor a listed foreign metric'],
    ['{job="x"}', '{job="x"} names no metric'],
    ['up{provider="x"}', 'up has no label "provider"'],
    ['api_keys{provider="deepseek"}', 'api_keys has no label "provider"'],
    ['rate(api_calls_total{status="failed"}[5m])', 'status of api_calls_total is never "failed"'],
    ['rate(api_calls_total{status!="failed"}[5m])', 'status of api_calls_total is never "failed"'],
    ['rate(api_calls_total{status=~"error|timeout"}[5m])', 'status of api_calls_total is never "timeout"'],
    ['sum by (key) (circuit_breaker_state)', 'no metric of the query has the label "key" that it groups or matches by'],
    ['sum by (le) (api_keys)', 'no metric of the query has the label "le" that it groups or matches by'],
    ['sum(api_calls_total)', 'the counter api_calls_total is taken as it is: use rate() or increase()'],
    [
      'api_request_duration_seconds_bucket',
      'the counter api_request_duration_seconds_bucket is taken as it is: use rate() or increase()',
    ],
    [
      'api_request_duration_seconds',
      'api_request_duration_seconds is neither in the catalogue nor a listed foreign metric',
    ],
    ['rate(api_calls_total[5m)', '1:24: something is missing before ")"'],
  ])('%s is refused: %s', (expr, fault) => {
    expect(queryFaults(expr)).toContain(fault);
  });

  test.each([
    'histogram_quantile(0.95, sum by (api, le) (rate(api_request_duration_seconds_bucket{api=~"$provider"}[5m])))',
    'sum by (component) (rate(process_cpu_seconds_total{job="x",component="gateway"}[5m]))',
    'rate(api_calls_total{status=~"err.*|success"}[5m])',
    'label_replace(sum by (api) (api_keys), "provider", "$1", "api", "(.+)") unless on (provider) circuit_breaker_state',
    'max by (alertname, provider) (ALERTS{severity="critical"})',
    'vector(1)',
  ])('%s is fine', (expr) => expect(queryFaults(expr)).toEqual([]));

  test('a recorded series is known by its name alone', () => {
    const expr = 'max by (anything) (slo:errors:ratio)';
    expect(queryFaults(expr)).not.toEqual([]);
    expect(queryFaults(expr, { recorded: ['slo:errors:ratio'] })).toEqual([]);
  });
});

test('the parts of a histogram are counters, and only the buckets have a bound', () => {
  expect(lookUp('api_request_duration_seconds_bucket')).toMatchObject({ labels: ['api', 'le'], counter: true });
  expect(lookUp('api_request_duration_seconds_count')).toMatchObject({ labels: ['api'], counter: true });
});
