import { apiMetrics } from './catalogue/api.ts';
import { auditAgentMetrics } from './catalogue/audit-agent.ts';
import { circuitBreakerMetrics } from './catalogue/circuit-breaker.ts';
import { gatewayMetrics, systemMetrics } from './catalogue/gateway.ts';
import { processMetrics, serviceMetrics } from './catalogue/process.ts';
import { recoveryMetrics } from './catalogue/recovery.ts';
import { testWatcherMetrics } from './catalogue/test-watcher.ts';
import type { MetricType } from './definition.ts';

const recorded = {
  ...circuitBreakerMetrics,
  ...gatewayMetrics,
  ...apiMetrics,
  ...testWatcherMetrics,
  ...auditAgentMetrics,
  ...systemMetrics,
  ...serviceMetrics,
  ...recoveryMetrics,
} as const;

/** Every metric of every program: a renamed one compiles neither where it is recorded nor where it is queried. */
export const catalogue = { ...recorded, ...processMetrics } as const;

export type Catalogue = typeof catalogue;

/** Any metric that can be queried. */
export type MetricName = keyof Catalogue;

/** The metrics that programs record; the rest is read from the process by the registry itself. */
export type RecordedMetricName = keyof typeof recorded;

/** Recorded metrics of one type, for example `MetricsOf<'counter'>`. */
export type MetricsOf<T extends MetricType> = {
  [N in RecordedMetricName]: Catalogue[N]['type'] extends T ? N : never;
}[RecordedMetricName];

/** Label names of a metric; `never` when it has none. */
export type LabelName<N extends MetricName> = Catalogue[N]['labels'][number];

type Closed<N extends MetricName> = Catalogue[N] extends { readonly closed: infer C } ? C : unknown;

/** The values that a label of a metric may take: a union where the set is closed, else any string. */
export type LabelValue<N extends MetricName, L extends LabelName<N>> = L extends keyof Closed<N>
  ? Closed<N>[L] extends readonly (infer V)[]
    ? V
    : never
  : string;

export type Labels<N extends MetricName> = { readonly [L in LabelName<N>]: LabelValue<N, L> };

/** The labels of a metric whose values are only known at run time, such as a provider's name. */
export type OpenLabels<N extends MetricName> = { readonly [L in Exclude<LabelName<N>, keyof Closed<N>>]: string };
