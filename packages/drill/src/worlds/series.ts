import {
  catalogue,
  type LabelName,
  type Labels,
  type LabelValue,
  type MetricDefinition,
  type MetricName,
  type MetricsOf,
} from '@switchgear/telemetry';
import type { LabelSet } from '../rules/expectation.ts';
import { expand } from '../series/expand.ts';
import { seriesName } from '../series/history.ts';

/** Series by name and labels, each in the notation of promtool. */
export type Series = Readonly<Record<string, string>>;

const job = 'bybit-strategy-tester';

/** What Prometheus adds to all that it scrapes from a target. */
export const targets = {
  gateway: { job, component: 'gateway', instance: '127.0.0.1:8000' },
  testWatcher: { job, component: 'test-watcher', instance: '127.0.0.1:8001' },
  auditAgent: { job, component: 'audit-agent', instance: '127.0.0.1:8002' },
  recovery: { job, component: 'recovery', instance: '127.0.0.1:8003' },
  console: { job, component: 'console', instance: '127.0.0.1:3000' },
  prometheus: { job: 'prometheus', instance: '127.0.0.1:9090' },
  alertmanager: { job: 'alertmanager', instance: '127.0.0.1:9093' },
} as const satisfies Record<string, LabelSet>;

type LabelsOf<N extends MetricName> = [LabelName<N>] extends [never] ? [] : [labels: Labels<N>];

/** The name of one series of ours. */
export function of<N extends MetricName>(target: LabelSet, name: N, ...[labels]: LabelsOf<N>): string {
  return seriesName(name, { ...labels, ...target });
}

/** A series for each value of a label, as programs have them from the start. */
export function each<N extends MetricName, L extends LabelName<N>>(
  target: LabelSet,
  name: N,
  others: Omit<Labels<N>, L>,
  label: L,
  notations: Readonly<Record<LabelValue<N, L> & string, string>>,
): Series {
  const entries = Object.entries<string>(notations);
  return Object.fromEntries(
    entries.map(([value, notation]) => [seriesName(name, { ...others, [label]: value, ...target }), notation]),
  );
}

/**
 * All series of a histogram.
 *
 * @param takes how the count of durations of so many seconds grows; all of the same length
 */
export function durations<N extends MetricsOf<'histogram'>>(
  target: LabelSet,
  name: N,
  labels: Labels<N>,
  takes: Readonly<Record<number, string>>,
): Series {
  const { buckets = [] }: MetricDefinition = catalogue[name];
  const counts = Object.entries(takes).map(([seconds, notation]) => [Number(seconds), expand(notation)] as const);
  const total = (weight: (seconds: number) => number) =>
    counts
      .map(([seconds, samples]) => samples.map((count) => (count ?? 0) * weight(seconds)))
      .reduce((sum, more) => sum.map((value, index) => value + (more[index] ?? 0)))
      .join(' ');
  const bucket = (bound: number) => [
    seriesName(`${name}_bucket`, { ...labels, le: Number.isFinite(bound) ? `${bound}` : '+Inf', ...target }),
    total((seconds) => (seconds <= bound ? 1 : 0)),
  ];
  return Object.fromEntries([
    ...[...buckets, Number.POSITIVE_INFINITY].map(bucket),
    [seriesName(`${name}_count`, { ...labels, ...target }), total(() => 1)],
    [seriesName(`${name}_sum`, { ...labels, ...target }), total((seconds) => seconds)],
  ]);
}

/** The same series without those whose name and labels match. */
export function without(series: Series, pattern: RegExp): Series {
  return Object.fromEntries(Object.entries(series).filter(([name]) => !pattern.test(name)));
}

/** The same series, of which those that match end before the last samples. */
export function ended(series: Series, pattern: RegExp, samples: number): Series {
  return append(series, pattern, `_x${samples}`);
}

/** The same series, of which those that match go on with more samples. */
export function append(series: Series, pattern: RegExp, notation: string): Series {
  return Object.fromEntries(
    Object.entries(series).map(([name, before]) => [name, pattern.test(name) ? `${before} ${notation}` : before]),
  );
}
