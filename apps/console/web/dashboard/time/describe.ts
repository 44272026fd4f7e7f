import { dateTimeFormat } from '../../grafana/data.ts';
import type { View } from '../view/view.ts';
import { quickRanges } from './quick.ts';
import { timeOf } from './range.ts';

type Times = Pick<View, 'from' | 'to' | 'timeZone'>;

const units: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  y: 'year',
};

/** A range in words: `Last 15 minutes`, or from when to when. */
export function describeRange({ from, to, timeZone }: Times): string {
  const quick = quickRanges.find((range) => range[0] === from && range[1] === to);
  if (quick !== undefined) return quick[2];
  const [, count, unit = ''] = /^now-(\d+)([smhdwMy])$/.exec(to === 'now' ? from : '') ?? [];
  if (count !== undefined) return `Last ${count} ${units[unit]}${count === '1' ? '' : 's'}`;
  const [start, end] = [writeTime(from, timeZone), writeTime(to, timeZone)];
  const [day] = start.split(' ');
  return `${start} to ${day !== undefined && end.startsWith(`${day} `) ? end.slice(day.length + 1) : end}`;
}

/** A point in time as it may be typed: in the zone that is shown, or relative as it is. */
export function writeTime(text: string, timeZone: string): string {
  if (text.startsWith('now')) return text;
  try {
    return dateTimeFormat(timeOf(text, false, timeZone, 0), { timeZone, format: 'YYYY-MM-DD HH:mm:ss' });
  } catch {
    // Whatever it is, the viewer shall see it.
    return text;
  }
}
