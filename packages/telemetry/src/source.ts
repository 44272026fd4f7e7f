import type { RecordedMetricName } from './catalogue.ts';

/**
 * Series that are read where they live, at scrape time, instead of being recorded.
 *
 * `lines` gives complete lines with their line feed, from prefixes that the source caches (see `linePrefix`). The
 * registry writes the header, and between two slices the event loop turns, so what is read may change in between.
 */
export interface Source {
  /** The families of this source, in the order they are exposed. */
  readonly metrics: readonly RecordedMetricName[];
  lines(metric: RecordedMetricName): Iterable<string>;
}
