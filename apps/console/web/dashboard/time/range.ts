import { Fault } from '../../api/fault.ts';
import { dateMath, dateTime, dateTimeForTimeZone } from '../../grafana/data.ts';
import type { Interval } from '../../panels/props.ts';

/**
 * The time between two points in Grafana's syntax.
 *
 * @param now epoch milliseconds
 * @throws Fault when either is no time, or nothing lies between
 */
export function intervalOf(from: string, to: string, timeZone: string, now: number): Interval {
  const interval = { from: timeOf(from, false, timeZone, now), to: timeOf(to, true, timeZone, now) };
  if (interval.from < interval.to) return interval;
  throw new Fault(`${from} is not before ${to}, so nothing lies between.`, 'Choose another time range.');
}

/**
 * @param roundUp whether `now/d` is the end of the day
 * @throws Fault when it is no time
 */
export function timeOf(text: string, roundUp: boolean, timeZone: string, now: number): number {
  const time = parse(text.trim(), roundUp, timeZone, now);
  if (time !== undefined && !Number.isNaN(time) && Math.abs(time) <= 8.64e15) return time;
  const remedy = 'Write it like now-15m, now-1d/d, 2026-01-31 or 2026-01-31 18:30:00.';
  throw new Fault(`${text === '' ? 'Nothing' : text} is no time.`, remedy);
}

function parse(text: string, roundUp: boolean, timeZone: string, now: number): number | undefined {
  if (/^-?\d{9,}$/.test(text)) return Number(text);
  if (text.startsWith('now')) {
    return dateMath.toDateTime(text, { roundUp, timezone: timeZone, now: dateTime(now) })?.valueOf();
  }
  const [, day, time = ''] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?))?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  if (/Z|[+-]/.test(time)) return Date.parse(`${day}T${time}`);
  // Without a time of day, a range lasts until the end of its last one.
  return dateTimeForTimeZone(timeZone, `${day}T${time || (roundUp ? '23:59:59.999' : '00:00')}`).valueOf();
}

/** Twice as long around the same middle, but not into the future. */
export function zoomedOut({ from, to }: Interval, now: number): Interval {
  const span = to - from;
  const end = Math.max(to, Math.min(to + span / 2, now));
  return { from: Math.round(end - 2 * span), to: Math.round(end) };
}

/** Half a range earlier (-1) or later (1), but not into the future. */
export function shifted({ from, to }: Interval, direction: -1 | 1, now: number): Interval {
  const by = Math.round((to - from) / 2) * direction;
  const end = direction === 1 ? Math.max(to, Math.min(to + by, now)) : to + by;
  return { from: from + end - to, to: end };
}
