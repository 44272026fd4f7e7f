import { histogram, metric } from '../promql/metric.ts';
import { thresholds as at } from '../thresholds.ts';
import type { AlertDefinition, RecordingRule } from './rule.ts';

const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
type Window = (typeof windows)[number];

/** How fast a budget for 30 days may burn, over a long window and a short one that shows that it still does. */
const burns = {
  critical: [
    { factor: 14.4, long: '1h', short: '5m' },
    { factor: 6, long: '6h', short: '30m' },
  ],
  warning: [
    { factor: 3, long: '1d', short: '2h' },
    { factor: 1, long: '3d', short: '6h' },
  ],
} as const satisfies Record<string, readonly { factor: number; long: Window; short: Window }[]>;

/** What must not happen, as the share of requests of a provider to which it does. */
interface Objective {
  readonly record: string;
  readonly budget: number;
  readonly share: (window: Window) => string;
  readonly alert: string;
  readonly summary: string;
  readonly what: string;
}

const objectives: readonly Objective[] = [
  {
    record: 'slo:gateway_errors:ratio_rate',
    budget: at.errorBudget,
    share: (window) => {
      const count = (outcome: string) =>
        `sum by (provider) (increase(${metric('gateway_requests_total', { outcome: { matches: outcome } })}[${window}]))`;
      const bad = 'upstream_error|unavailable|stream_cut';
      return `${count(bad)}
  /
(${count(`success|${bad}`)} > 0)`;
    },
    alert: 'GatewayErrorBudgetBurn',
    summary: 'Requests fail so often that the error budget will not last.',
    what: 'of the requests to {{ $labels.provider }} failed through no fault of their caller',
  },
  {
    record: 'slo:gateway_latency:ratio_rate',
    budget: at.latencyBudget,
    share: (window) => {
      const quick = histogram('gateway_request_duration_seconds', 'bucket', {
        le: { matches: `${at.latencyObjectiveSeconds}(?:[.]0)?` },
      });
      const all = histogram('gateway_request_duration_seconds', 'count');
      return `1
  -
sum by (provider) (increase(${quick}[${window}]))
  /
(sum by (provider) (increase(${all}[${window}])) > 0)`;
    },
    alert: 'GatewayLatencyBudgetBurn',
    summary: 'Requests are slow so often that the latency budget will not last.',
    what: `of the requests to {{ $labels.provider }} took longer than ${at.latencyObjectiveSeconds} s`,
  },
];

export const sloRecordings: readonly RecordingRule[] = objectives.flatMap(({ record, share }) =>
  windows.map((window) => ({ record: `${record}${window}`, expr: share(window) })),
);

/** Burn rates of the objectives, by severity: a fast burn calls a person, a slow one asks for a ticket. */
export const sloAlerts: readonly AlertDefinition[] = objectives.flatMap((objective) =>
  (['critical', 'warning'] as const).map((severity) => ({
    component: 'gateway',
    service: 'llm-api',
    dashboard: 'api-metrics',
    resource: objective.record,
    alert: objective.alert,
    severity,
    expr: burns[severity]
      .map(({ factor, long, short }) => {
        const limit = Number((factor * objective.budget).toPrecision(6));
        return `${objective.record}${long} > ${limit}\n  and\n${objective.record}${short} > ${limit}`;
      })
      .join('\nor\n'),
    summary: objective.summary,
    description: `{{ $value | humanizePercentage }} ${objective.what}, over ${burns[severity].map(({ long }) => long).join(' or ')}; ${objective.budget * 100} % may, over 30 days.`,
  })),
);
