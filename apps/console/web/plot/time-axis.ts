import uPlot from 'uplot';

const minute = 60_000;
const day = 24 * 60 * minute;
const date = '{D} {MMM}';

/**
 * How moments are written on the axis by the least step between them, in milliseconds: each, then what a second line
 * adds to the first of a year, month, day, hour, minute and second.
 */
export const timeStamps: (string | number | null)[][] = [
  [365 * day, '{YYYY}', null, null, null, null, null, null, 1],
  [28 * day, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [day, date, '\n{YYYY}', null, null, null, null, null, 1],
  [minute, '{HH}:{mm}', `\n${date}`, null, `\n${date}`, null, null, null, 1],
  [1000, '{HH}:{mm}:{ss}', `\n${date}`, null, `\n${date}`, null, null, null, 1],
  [1, '{HH}:{mm}:{ss}.{fff}', `\n${date}`, null, `\n${date}`, null, null, null, 1],
];

/** A moment as a date whose own fields read as on a clock in that zone. */
export function zoned(timeZone: string): (time: number) => Date {
  if (timeZone === 'browser') return (time) => new Date(time);
  const zone = timeZone.toLowerCase() === 'utc' ? 'UTC' : timeZone;
  return (time) => uPlot.tzDate(new Date(time), zone);
}
