import type { Prometheus } from '../processes/prometheus.ts';
import type { Rule } from '../rules/rule-set.ts';
import { openMetrics, sampleLine, seriesName } from '../series/history.ts';
import { step } from './onset.ts';

/** Recording rules whose past some of the alerts look at, directly or through others, in the order of the files. */
export function neededRecordings(rules: readonly Rule[], alerts: readonly Rule[]): Rule[] {
  let expressions = alerts.map(({ expr }) => expr).join('\n');
  const needed = new Set<Rule>();
  for (const recording of rules.filter(({ isAlert }) => !isAlert).reverse()) {
    if (!new RegExp(`(?<![\\w:])${recording.name}(?![\\w:])`).test(expressions)) continue;
    needed.add(recording);
    expressions += `\n${recording.expr}`;
  }
  return [...needed].reverse();
}

/** What a recording rule would have stored within the last seconds. */
export async function recordedPast(
  prometheus: Prometheus,
  { name, expr, labels }: Rule,
  seconds: number,
  now: number,
): Promise<string> {
  const found = await prometheus.queryRange(expr, now - Math.ceil(seconds / step) * step, now, step);
  const lines = found.flatMap(({ metric, values }) => {
    const series = seriesName(name, { ...metric, ...labels });
    return values.map(([at, value]) => sampleLine(series, Number(value.replace('Inf', 'Infinity')), at));
  });
  return openMetrics(lines);
}
