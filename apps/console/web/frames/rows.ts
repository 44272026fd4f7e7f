import type { QueryResult } from '../api/prometheus.ts';
import { showSeries } from './legend.ts';

export interface Row {
  /** In PromQL. */
  readonly series: string;
  /** Seconds since the epoch. */
  readonly time: number;
  /** As Prometheus wrote it. */
  readonly value: string;
}

/** A row per sample of an instant query, in the order of the answer. */
export function rowsOf({ result }: QueryResult): Row[] {
  return result.flatMap(({ metric, value, values }) => {
    const series = showSeries(metric);
    return (values ?? (value ? [value] : [])).map(([time, value]) => ({ series, time, value }));
  });
}
