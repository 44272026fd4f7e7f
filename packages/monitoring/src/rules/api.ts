import { apiDownAlertName } from '@switchgear/config';
import { foreign, histogram, metric } from '../promql/metric.ts';
import { events, held } from '../promql/windows.ts';
import type { MonitoredProvider } from '../setup.ts';
import { thresholds as at } from '../thresholds.ts';
import type { AlertDefinition } from './rule.ts';

const common = { component: 'gateway', service: 'llm-api', dashboard: 'api-metrics' } as const;

const calls = (api: string) => events(metric('api_calls_total', { api }), '5m');
const refused = (api: string) => events(metric('api_unavailable_total', { api }), '5m');
const successes = (matchers: { readonly api?: string }, ago?: string) =>
  `sum by (api) (${events(metric('api_calls_total', { ...matchers, status: 'success' }), '5m', ago)})`;
const slowest = (matchers: { readonly api?: string }) =>
  `histogram_quantile(0.95, sum by (api, le) (rate(${histogram('api_request_duration_seconds', 'bucket', matchers)}[5m])))`;

const down = { alertname: { matches: '.+APIDown' }, alertstate: 'firing' } as const;
const downNow = foreign('ALERTS', down);

function apiDown(provider: MonitoredProvider): AlertDefinition {
  const { name, displayName } = provider;
  return {
    ...common,
    alert: apiDownAlertName(provider),
    severity: 'critical',
    resource: 'api',
    expr: `sum by (api) (
  ${calls(name)}
or
  ${refused(name)}
) > 0
  unless
${successes({ api: name })} > 0`,
    for: '5m',
    summary: `No call to ${displayName.replaceAll(/[{}\n]/g, '')} succeeds.`,
    description: `${displayName.replaceAll(/[{}]/g, '')} ({{ $labels.api }}): {{ $value }} calls within 5 minutes, and none succeeded.`,
  };
}

const deepseekSlow: AlertDefinition = {
  ...common,
  alert: 'DeepSeekSlowResponses',
  severity: 'warning',
  expr: `${slowest({ api: 'deepseek' })} > ${at.deepseekSlowSeconds}`,
  for: '5m',
  summary: 'DeepSeek answers very slowly.',
  description:
    'The slowest 5 % of calls to DeepSeek take longer than {{ $value | humanizeDuration }} (last 5 minutes).',
};

/** Rules over calls to providers; some of them exist once per provider. */
export function apiAlerts(providers: readonly MonitoredProvider[]): AlertDefinition[] {
  return [
    ...providers.map(apiDown),
    {
      ...common,
      alert: 'APIRateLimitExceeded',
      severity: 'critical',
      expr: held(
        `sum by (api) (${events(metric('api_rate_limits_total'), '5m')}) / 300 > ${at.rateLimitsPerSecond}`,
        'gateway',
      ),
      for: '10m',
      summary: 'An API keeps refusing calls for their rate.',
      description: '{{ $labels.api }} sent {{ $value | humanize }} rate-limit answers a second (last 5 minutes).',
    },
    {
      ...common,
      alert: 'APIHighErrorRate',
      severity: 'warning',
      resource: 'api',
      expr: `sum by (api) (${events(metric('api_calls_total', { status: 'error' }), '10m')})
  /
sum by (api) (${events(metric('api_calls_total'), '10m')}) > ${at.apiErrorShare}`,
      for: '10m',
      summary: 'Many calls to an API fail.',
      description: '{{ $value | humanizePercentage }} of the calls to {{ $labels.api }} fail (last 10 minutes).',
    },
    {
      ...common,
      alert: 'APISlowResponses',
      severity: 'warning',
      expr: `${slowest({})} > ${at.apiSlowSeconds}`,
      for: '10m',
      summary: 'An API answers slowly.',
      description:
        'The slowest 5 % of calls to {{ $labels.api }} take longer than {{ $value | humanizeDuration }} (last 5 minutes).',
    },
    ...(providers.some(({ name }) => name === 'deepseek') ? [deepseekSlow] : []),
    {
      ...common,
      alert: 'APIRateLimitApproaching',
      severity: 'warning',
      expr: `min by (api) (${metric('api_rate_limit_remaining')} / ${metric('api_rate_limit_limit')}) < ${at.quotaLeftShare}`,
      for: '5m',
      summary: 'A rate-limit quota is nearly used up.',
      description: '{{ $value | humanizePercentage }} of the rate-limit quota of {{ $labels.api }} is left.',
    },
    {
      ...common,
      alert: 'APIRecovered',
      severity: 'info',
      // Successes within the last 5 minutes, and within the 5 minutes that ended 2 minutes ago.
      expr: `${successes({})} > 0
  and
${successes({}, '2m')} > 0
  and on (api)
last_over_time(${downNow}[15m])
  unless on (api)
${downNow}`,
      summary: 'An API works again.',
      description: '{{ $labels.api }} works again: {{ $value }} calls succeeded within 5 minutes.',
    },
  ];
}
