import { foreign, metric } from '../promql/metric.ts';
import { events, growth, held, steady } from '../promql/windows.ts';
import { thresholds as at } from '../thresholds.ts';
import type { AlertDefinition } from './rule.ts';

const common = { component: 'gateway', service: 'llm-api', dashboard: 'circuit-breaker' } as const;

/** Every replica reports every key: the worst report counts. */
const perKey = (vector: string) => `max by (provider, key_id) (${vector})`;
const state = metric('circuit_breaker_state');
const key = 'provider, key_id';

/**
 * Keys that are open, or were within 5 minutes and have not closed since: a probe under way is no recovery, and 5 minutes
 * half-open has an alert of its own.
 */
const open = `(${perKey(`max_over_time(${state}[5m])`)} == 2 and on (${key}) ${perKey(state)} > 0)`;
const closed = (vector: string) => `(${perKey(vector)} == 0)`;
const trips = (window: string) => `sum by (${key}) (${growth(metric('circuit_breaker_trips_total'), window)})`;
const openings = metric('circuit_breaker_transitions_total', { to_state: 'open' });
const openSeconds = growth(metric('circuit_breaker_state_duration_seconds_total', { state: 'open' }), '10m');

const troubles: readonly AlertDefinition[] = [
  {
    ...common,
    alert: 'AllKeysCircuitBreakerOpen',
    severity: 'critical',
    resource: 'keys',
    expr: `count by (provider) (${open})
  unless on (provider)
count by (provider) ${closed(state)}`,
    for: '2m',
    summary: 'No key of a provider is closed.',
    description: 'No key of {{ $labels.provider }} is closed, {{ $value }} are open: calls to it fail or wait.',
  },
  {
    ...common,
    alert: 'MajorityKeysCircuitBreakerOpen',
    severity: 'critical',
    resource: 'keys',
    expr: `count by (provider) (${open})
  /
count by (provider) (${perKey(state)}) > ${at.openKeysShare}`,
    for: '5m',
    summary: 'Most keys of a provider are open.',
    description: '{{ $value | humanizePercentage }} of the keys of {{ $labels.provider }} are open.',
  },
  {
    ...common,
    alert: 'CircuitBreakerRejectingCalls',
    severity: 'critical',
    expr: `sum by (provider) (${events(metric('gateway_requests_total', { outcome: 'unavailable' }), '1m')}) > 0`,
    for: '1m',
    summary: 'Callers are refused for want of a key.',
    description:
      '{{ $value }} calls within a minute were refused because no key of {{ $labels.provider }} could take them.',
  },
  {
    ...common,
    alert: 'CircuitBreakerFlapping',
    severity: 'warning',
    expr: `${trips('10m')} >= ${at.flappingTrips}`,
    for: '5m',
    summary: 'A key opens again and again.',
    description: 'Key {{ $labels.key_id }} of {{ $labels.provider }} opened {{ $value }} times within 10 minutes.',
  },
  {
    ...common,
    alert: 'CircuitBreakerHighFailureCount',
    severity: 'warning',
    expr: `${perKey(`${metric('circuit_breaker_failure_count')} / ${metric('circuit_breaker_failure_threshold')}`)} >= ${at.failureCountShare}
  and on (${key})
${closed(state)}`,
    for: '1m',
    summary: 'A key is about to open.',
    description:
      'Key {{ $labels.key_id }} of {{ $labels.provider }} is closed, with {{ $value | humanizePercentage }} of the failures that open it.',
  },
  {
    ...common,
    alert: 'CircuitBreakerStuckHalfOpen',
    severity: 'warning',
    expr: `${perKey(state)} == 1`,
    for: '5m',
    summary: 'A key stays half-open.',
    description: 'Key {{ $labels.key_id }} of {{ $labels.provider }} has been half-open for 5 minutes.',
  },
  {
    ...common,
    alert: 'CircuitBreakerExcessiveDowntime',
    severity: 'warning',
    resource: 'keys',
    expr: `sum by (provider) (${perKey(openSeconds)}) > ${at.downtimeSeconds}`,
    for: '5m',
    summary: 'The keys of a provider are open for long.',
    description:
      'The keys of {{ $labels.provider }} were open for {{ $value | humanizeDuration }} together within 10 minutes.',
  },
  {
    ...common,
    alert: 'CircuitBreakerMetricsMissing',
    severity: 'warning',
    expr: `label_replace(sum by (api) (max by (api, status) (${metric('api_keys')})) > 0, "provider", "$1", "api", "(.+)")
  unless on (provider)
${state}`,
    for: '5m',
    summary: 'The breakers of a provider are not reported.',
    description: '{{ $labels.provider }} has {{ $value }} keys, and no breaker of them is reported.',
  },
  {
    ...common,
    alert: 'CircuitBreakerHighTripRate',
    severity: 'info',
    expr: held(`${trips('1h')} > ${at.hourlyTrips}`, 'gateway'),
    for: '10m',
    summary: 'A key opens often.',
    description: 'Key {{ $labels.key_id }} of {{ $labels.provider }} opened {{ $value }} times within an hour.',
  },
  {
    ...common,
    alert: 'CircuitBreakerOpened',
    severity: 'info',
    expr: `sum by (${key}) (${growth(openings, '2m')}) > 0`,
    summary: 'A key has opened.',
    description:
      'Key {{ $labels.key_id }} of {{ $labels.provider }} opened; other keys serve its calls, as long as one is closed.',
  },
];

const allHealthy: AlertDefinition = {
  ...common,
  alert: 'CircuitBreakerAllHealthy',
  severity: 'info',
  expr: `count by (provider) ${closed(steady(state))}
== on (provider)
count by (provider) (${perKey(steady(state))})
and on (provider)
last_over_time(${foreign('ALERTS', { alertname: { matches: troubles.map(({ alert }) => alert).join('|') }, alertstate: 'firing' })}[1h])`,
  for: '10m',
  summary: 'All keys of a provider are closed again.',
  description: 'All {{ $value }} keys of {{ $labels.provider }} have been closed for 10 minutes.',
};

export const circuitBreakerAlerts: readonly AlertDefinition[] = [...troubles, allHealthy];
