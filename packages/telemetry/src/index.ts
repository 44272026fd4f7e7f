// For programs that record

export type { Counter, CounterChild } from './counter.ts';
export { TelemetryError, type TelemetryErrorCode } from './errors.ts';
export type { Gauge, GaugeChild } from './gauge.ts';
export type { Histogram, HistogramChild } from './histogram.ts';
export { createRegistry, type Registry, type RegistryOptions } from './registry.ts';

// For series that are read at scrape time

export type { Source } from './registry.ts';
export { contentType, escapeLabelValue, formatValue, labelPairs, linePrefix } from './text.ts';

// For dashboards and rules that query

export {
  type Catalogue,
  catalogue,
  type LabelName,
  type Labels,
  type LabelValue,
  type MetricName,
  type MetricsOf,
  type OpenLabels,
  type RecordedMetricName,
} from './catalogue.ts';
export type { MetricDefinition, MetricType } from './definition.ts';

// Closed label values

export { callStatuses, keyStatuses, tokenTypes } from './catalogue/api.ts';
export { auditErrorTypes, auditTriggers } from './catalogue/audit-agent.ts';
export { breakerOutcomes, breakerStates, breakerStateValue, openReasons } from './catalogue/circuit-breaker.ts';
export { requestOutcomes } from './catalogue/gateway.ts';
export { recoveryOutcomes } from './catalogue/recovery.ts';
export { sweepReasons, testCaseStatuses, testRunStatuses, watcherErrorTypes } from './catalogue/test-watcher.ts';
