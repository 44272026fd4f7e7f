import { catalogue, type MetricDefinition } from '@switchgear/telemetry';
import { foreignMetrics } from '../promql/metric.ts';
import { counterFunctions, type Matcher, rawCounters, readPromql, type Selector } from './promql.ts';

const metrics: Readonly<Record<string, MetricDefinition>> = catalogue;
const targetLabels = ['job', 'instance', 'component'];

/** What can be said of a series: its labels, which of them are closed, and whether it only ever grows. */
type Known = Pick<MetricDefinition, 'labels' | 'closed'> & { readonly counter: boolean };

const alertLabels = ['alertname', 'alertstate', 'severity', 'service', 'resource'];
const foreignLabels: Readonly<Record<string, readonly string[]>> = {
  ALERTS: [...alertLabels, ...Object.values(metrics).flatMap(({ labels }) => labels)],
  prometheus_rule_evaluation_failures_total: ['rule_group'],
  prometheus_notifications_errors_total: ['alertmanager'],
  alertmanager_notifications_failed_total: ['integration'],
  alertmanager_notifications_total: ['integration'],
};

/** What the catalogue or the list of foreign metrics says of a series, the parts of a histogram included. */
export function lookUp(name: string): Known | undefined {
  const own = metrics[name];
  if (own !== undefined && own.type !== 'histogram') return { ...own, counter: own.type === 'counter' };
  const [, base = '', part] = /^(.+)_(bucket|count|sum)$/.exec(name) ?? [];
  const histogram = metrics[base];
  if (histogram?.type === 'histogram') {
    return { ...histogram, labels: part === 'bucket' ? [...histogram.labels, 'le'] : histogram.labels, counter: true };
  }
  if (!(foreignMetrics as readonly string[]).includes(name)) return undefined;
  return { labels: foreignLabels[name] ?? [], counter: name.endsWith('_total') };
}

export interface QueryRules {
  /** Series that recording rules make; nothing is known of their labels. */
  readonly recorded?: readonly string[];
  /** Functions that may take a counter. Default: {@link counterFunctions} */
  readonly counterFunctions?: readonly string[];
}

/**
 * What is wrong with a query, a sentence each: syntax, metrics, labels and closed label values that nobody emits, and
 * counters taken as they are.
 */
export function queryFaults(expr: string, rules: QueryRules = {}): string[] {
  const promql = readPromql(expr);
  const { selectors, labels, created } = promql;
  const isRecorded = (metric: string | undefined) => rules.recorded?.includes(metric ?? '') === true;
  const at = selectors.flatMap(({ metric }) => (metric === undefined ? [] : (lookUp(metric)?.labels ?? [])));
  const usable = new Set([...at, ...created, ...targetLabels]);
  const raw = rawCounters(promql, (name) => lookUp(name)?.counter === true, rules.counterFunctions ?? counterFunctions);
  return [
    ...promql.faults,
    ...selectors.flatMap((selector) => (isRecorded(selector.metric) ? [] : selectorFaults(selector))),
    ...(selectors.some(({ metric }) => isRecorded(metric))
      ? []
      : labels
          .filter((label) => !usable.has(label))
          .map((label) => `no metric of the query has the label "${label}" that it groups or matches by`)),
    ...raw.map(({ text }) => `the counter ${text} is taken as it is: use rate() or increase()`),
  ];
}

function selectorFaults({ metric, matchers, text }: Selector): string[] {
  if (metric === undefined) return [`${text} names no metric`];
  const known = lookUp(metric);
  if (known === undefined) return [`${metric} is neither in the catalogue nor a listed foreign metric`];
  return matchers.flatMap((matcher) => {
    if (![...known.labels, ...targetLabels].includes(matcher.label))
      return [`${metric} has no label "${matcher.label}"`];
    const values = known.closed?.[matcher.label];
    return values === undefined
      ? []
      : impossible(matcher, values).map((value) => `${matcher.label} of ${metric} is never "${value}"`);
  });
}

/** Values that a matcher looks for in vain; variables of Grafana may stand for any. */
function impossible({ operator, value }: Matcher, values: readonly string[]): string[] {
  if (value.includes('$')) return [];
  if (operator === '=' || operator === '!=') return values.includes(value) ? [] : [value];
  const alternatives = /[()[\]]/.test(value) ? [value] : value.split('|');
  return alternatives.filter((it) => !values.some((known) => new RegExp(`^(?:${it})$`).test(known)));
}
