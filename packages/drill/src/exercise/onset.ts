import type { ActiveAlert, Prometheus, QuerySeries } from '../processes/prometheus.ts';
import { type LabelSet, matches } from '../rules/expectation.ts';
import type { Rule } from '../rules/rule-set.ts';
import { openMetrics, sampleLine, seriesName } from '../series/history.ts';

/** An alert that is true now, and since when it has been without a gap. */
export interface Onset {
  readonly rule: Rule;
  /** All labels of the alert, its name included. */
  readonly labels: LabelSet;
  /** Seconds since the epoch, of an evaluation in the rhythm of production. */
  readonly since: number;
}

/** Seconds between two evaluations in production. */
export const step = 15;
/** What is left of its `for` when Prometheus starts, in seconds, so that every alert is pending first. */
const remainder = 2;

/** Finds with the expression of its rule since when an alert has been true. */
export async function findOnset(
  prometheus: Pick<Prometheus, 'queryRange'>,
  rule: Rule,
  { labels }: Pick<ActiveAlert, 'labels'>,
  now: number,
): Promise<Onset> {
  if (rule.forSeconds === 0) return { rule, labels, since: now };
  const start = now - (Math.ceil(rule.forSeconds / step) + 2) * step;
  const found = await prometheus.queryRange(rule.expr, start, now, step);
  // What the rule sets itself, be it by a template, says nothing about the result behind the alert.
  const given = (metric: LabelSet) =>
    Object.entries(metric).filter(([label]) => !['__name__', ...Object.keys(rule.labels)].includes(label));
  const series = found.find(({ metric }) => matches(Object.fromEntries(given(metric)), labels));
  return { rule, labels, since: lastBeginning(series?.values ?? [], now) };
}

function lastBeginning(values: QuerySeries['values'], now: number): number {
  let since = now + step;
  for (const [seconds] of values.toReversed()) {
    if (since - seconds > step) break;
    since = seconds;
  }
  return Math.min(since, now);
}

/** Whether the alert's time is over, so that it must fire. */
export function isDue({ rule, since }: Onset, now: number): boolean {
  return now - since >= rule.forSeconds;
}

/**
 * What a Prometheus has stored that went down shortly before the `for` of each alert was over; the next one goes on from
 * there.
 */
export function forState(onsets: readonly Onset[], now: number): string {
  const lines = onsets.map(({ rule, labels, since }) => {
    const downAt = Math.min(now, since + Math.max(rule.forSeconds - remainder, 0));
    return sampleLine(seriesName('ALERTS_FOR_STATE', labels), since, downAt);
  });
  return openMetrics(lines);
}
