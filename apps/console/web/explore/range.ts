import { rangeUtil } from '../grafana/data.ts';
import type { Interval } from '../panels/props.ts';

export const presets = [
  ['now-15m', 'Last 15 minutes'],
  ['now-1h', 'Last hour'],
  ['now-6h', 'Last 6 hours'],
  ['now-1d', 'Last day'],
] as const;

/** Programs are scraped every 10 s, so nothing lies between. */
const leastStep = 10_000;

/** Milliseconds between two points of a graph: about one in two pixels. */
export function stepFor({ from, to }: Interval, width: number): number {
  return Math.max(leastStep, rangeUtil.roundInterval((to - from) / Math.max(width / 2, 100)));
}

/** A moment as `<input type="datetime-local">` has it, in the viewer's zone. */
export function localTime(ms: number): string {
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
