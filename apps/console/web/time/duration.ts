const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** A time in the two largest units that it has: `2 h 5 min`. */
export function duration(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const largest = units.findIndex(([, size]) => rest >= size);
  if (largest < 0) return '0 s';
  const parts: string[] = [];
  for (const [unit, size] of units.slice(largest, largest + 2)) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)} ${unit}`);
    rest %= size;
  }
  return parts.join(' ');
}

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/**
 * A moment in the viewer's zone, with its day unless that is today.
 *
 * @param at epoch milliseconds, as `now`
 */
export function clock(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? time.format(at) : dayAndTime.format(at);
}

/** A text in which a program wrote times in UTC, with those of the viewer's zone. */
export function inViewersZone(text: string, now: number): string {
  return text.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/g, (written, day, hour) => {
    const at = Date.parse(`${day}T${hour}Z`);
    return Number.isNaN(at) ? written : clock(at, now);
  });
}
