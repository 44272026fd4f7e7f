import { queryRange, type Series } from '../api/prometheus.ts';

/** A time in which an alert fired, in seconds since the epoch. */
export type Span = readonly [from: number, to: number];

export interface History {
  /** Seconds since the epoch. */
  readonly start: number;
  readonly end: number;
  /** When each alert fired, by {@link historyKey}. */
  readonly spans: ReadonlyMap<string, readonly Span[]>;
}

const step = 120;
const day = 86_400;

/**
 * When every alert fired in the last 24 h, from one query. An alert that fired only between two points is seen as well,
 * since each point looks back to the one before.
 *
 * @param now epoch milliseconds
 */
export async function alertHistory(now: number, signal: AbortSignal): Promise<History> {
  const end = Math.ceil(now / 1000 / step) * step;
  const start = end - day;
  const expr = `max by (alertname, severity) (max_over_time(ALERTS{alertstate="firing"}[${step}s]))`;
  const { result } = await queryRange({ expr, start: start + step, end, step }, signal);
  return { start, end, spans: spansOf(result) };
}

export function historyKey(alert: string, severity: string): string {
  return JSON.stringify([alert, severity]);
}

export function spansOf(series: readonly Series[]): History['spans'] {
  return new Map(
    series.map(({ metric, values = [] }) => {
      const spans: [number, number][] = [];
      for (const [time] of values) {
        const last = spans.at(-1);
        if (last?.[1] === time - step) last[1] = time;
        else spans.push([time - step, time]);
      }
      return [historyKey(metric['alertname'] ?? '', metric['severity'] ?? ''), spans];
    }),
  );
}
