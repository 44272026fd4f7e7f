import type { PrometheusClient } from '../../support/prometheus.ts';

export interface RangeSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/**
 * A range query of Prometheus itself, on multiples of the step as the pages ask it.
 *
 * @param from epoch milliseconds
 * @param step seconds
 */
export async function askRange(prometheus: PrometheusClient, expr: string, from: number, to: number, step: number) {
  const onGrid = (ms: number) => Math.floor(ms / 1000 / step) * step;
  return await prometheus.range(expr, onGrid(from), onGrid(to), step);
}
