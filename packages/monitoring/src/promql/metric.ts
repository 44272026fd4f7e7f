import type { LabelName, LabelValue, MetricName, MetricsOf } from '@switchgear/telemetry';

/** The scrape job of all our programs. */
export const job = 'bybit-strategy-tester';

/** Labels that Prometheus itself gives to a target. */
type TargetLabels = { readonly job?: string; readonly component?: string; readonly instance?: string };

/** Labels by which series of a metric are chosen: equal to a value, or matching a regular expression. */
export type Matchers<N extends MetricName> = {
  readonly [L in LabelName<N>]?: LabelValue<N, L> | { readonly matches: string };
} & { readonly [L in keyof TargetLabels]?: string | { readonly matches: string } };

/** A selector over a metric of the catalogue. A name or label value that is not in it does not compile. */
export function metric<N extends MetricName>(name: N, matchers: Matchers<N> = {} as Matchers<N>): string {
  return selector(name, matchers);
}

/**
 * The series that a histogram consists of. A bound is matched as a pattern (`30(\\.0)?`), since Prometheus 3 writes it as a
 * decimal fraction.
 */
export function histogram<N extends MetricsOf<'histogram'>>(
  name: N,
  part: 'bucket' | 'count' | 'sum',
  matchers: Matchers<N> & { readonly le?: { readonly matches: string } } = {} as Matchers<N>,
): string {
  return selector(`${name}_${part}`, matchers);
}

/** Metrics that Prometheus and Alertmanager report of themselves, and `up`. */
export const foreignMetrics = [
  'up',
  'ALERTS',
  'prometheus_build_info',
  'prometheus_config_last_reload_successful',
  'prometheus_notifications_alertmanagers_discovered',
  'prometheus_notifications_dropped_total',
  'prometheus_notifications_errors_total',
  'prometheus_rule_evaluation_failures_total',
  'alertmanager_config_last_reload_successful',
  'alertmanager_notifications_failed_total',
  'alertmanager_notifications_total',
] as const;

/** A selector over a metric that none of our programs emits. */
export function foreign(
  name: (typeof foreignMetrics)[number],
  matchers: Readonly<Record<string, string | { readonly matches: string }>> = {},
): string {
  return selector(name, matchers);
}

function selector(name: string, matchers: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(matchers).map(([label, value]) =>
    typeof value === 'string' ? `${label}="${value}"` : `${label}=~"${(value as { matches: string }).matches}"`,
  );
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
}
