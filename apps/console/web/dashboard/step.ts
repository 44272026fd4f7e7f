import type { Grid } from '../frames/from-prometheus.ts';
import { rangeUtil } from '../grafana/data.ts';
import type { Interval } from '../panels/props.ts';
import type { PanelModel, TargetModel } from './model.ts';

/** How often Prometheus scrapes the programs; the data source of monitoring/grafana says the same. */
const scrapeMs = 10_000;

/** The most points in a series that Prometheus answers. */
const mostPoints = 11_000;

/** Milliseconds between two points: as fine as the panel can show, and as often as there is anything new. */
export function stepOf(
  { from, to }: Interval,
  width: number,
  panel: Pick<PanelModel, 'maxDataPoints' | 'interval'>,
  target: Pick<TargetModel, 'interval'>,
): number {
  const points = Number(panel.maxDataPoints) > 0 ? Number(panel.maxDataPoints) : Math.max(width, 1);
  const least = Math.max(lengthOf(panel.interval) ?? 0, lengthOf(target.interval) ?? 0) || scrapeMs;
  const natural = rangeUtil.roundInterval((to - from) / points);
  return Math.max(natural, least, Math.ceil((to - from) / mostPoints / 1000) * 1000);
}

/** The times to ask for, on multiples of the step: a refresh asks for the same points again and curves do not wobble. */
export function gridOf({ from, to }: Interval, step: number): Grid {
  return { start: Math.floor(from / step) * step, end: Math.floor(to / step) * step, step };
}

/** Grafana's own variables of a query, without the dollar sign. */
export function builtIns(step: number, { from, to }: Interval): Record<string, string> {
  const rate = Math.max(step + scrapeMs, 4 * scrapeMs);
  const seconds = Math.round((to - from) / 1000);
  return {
    __interval: show(step),
    __interval_ms: String(step),
    __rate_interval: show(rate),
    __rate_interval_ms: String(rate),
    __range: `${seconds}s`,
    __range_s: String(seconds),
    __range_ms: String(to - from),
    __from: String(from),
    __to: String(to),
  };
}

function show(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

function lengthOf(text: string | undefined): number | undefined {
  // `>1m` is how Grafana once wrote the least. What is no length, such as a variable, asks for none.
  const [, length] = /^>?(\d+(?:\.\d+)?(?:ms|[smhdwMy]))$/.exec(String(text ?? '')) ?? [];
  return length === undefined ? undefined : rangeUtil.intervalToMs(length);
}
