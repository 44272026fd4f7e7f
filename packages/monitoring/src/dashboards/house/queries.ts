import { DataqueryBuilder, PromQueryFormat, QueryEditorMode } from '@grafana/grafana-foundation-sdk/prometheus';

/** A line per series, over the time that is shown. */
export function series(expr: string, legend: string): DataqueryBuilder {
  return code(expr).range().legendFormat(legend);
}

/** One value per series, at the end of the time that is shown. */
export function latest(expr: string, legend: string): DataqueryBuilder {
  return code(expr).instant().legendFormat(legend);
}

/** One row per series, with a column per label and one named `Value`. */
export function rows(expr: string): DataqueryBuilder {
  return code(expr).instant().format(PromQueryFormat.Table);
}

const code = (expr: string) => new DataqueryBuilder().editorMode(QueryEditorMode.Code).expr(expr);

const by = (labels: readonly string[]) => (labels.length === 0 ? '' : ` by (${labels.join(', ')})`);

/** Events per second of a counter, all replicas together. */
export function perSecond(counter: string, ...labels: readonly string[]): string {
  return `sum${by(labels)} (rate(${counter}[$__rate_interval]))`;
}

/** Events per minute, for what happens rarely. */
export function perMinute(counter: string, ...labels: readonly string[]): string {
  return `60 * ${perSecond(counter, ...labels)}`;
}

/** What a counter has counted within the time that is shown. */
export function total(counter: string, ...labels: readonly string[]): string {
  return `sum${by(labels)} (increase(${counter}[$__range]))`;
}

/** What a counter has counted within the window that is chosen at the top of the dashboard. */
export function recent(counter: string, ...labels: readonly string[]): string {
  return `sum${by(labels)} (increase(${counter}[$interval]))`;
}

/** The highest report of a gauge: replicas report the same thing. */
export function highest(gauge: string, ...labels: readonly string[]): string {
  return `max${by(labels)} (${gauge})`;
}

/** A share between 0 and 1: nothing where the whole is 0, 0 where no series of the part exists. */
export function share(part: string, whole: string): string {
  return `(${part} or ${whole} * 0) / (${whole} > 0)`;
}

/** What each series of the parts has of all of them. */
export function shares(parts: string, whole: string): string {
  return `${parts} / on () group_left () (${whole} > 0)`;
}

/** The p50, p95 and p99 of a histogram; `buckets` counts its buckets by `le` and whatever the legend names. */
export function percentiles(buckets: string, legend: string): DataqueryBuilder[] {
  return [50, 95, 99].map((p) => series(`histogram_quantile(${p / 100}, ${buckets})`, `${legend}p${p}`));
}
