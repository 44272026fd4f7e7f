import { seconds } from '../promql/windows.ts';

/** What one scrape finds: a value, the end of a series (Prometheus marks it when a scrape fails), or nothing. */
export type Sample = number | 'stale' | 'none';

/** Scrapes of a history: every so many seconds from 0 on. */
export interface Scrapes {
  readonly everySeconds: number;
  readonly count: number;
}

/**
 * Samples of a course, which is written as steps, each with its length but for the last, which lasts to the end:
 *
 * - `7 5m` stays at 7
 * - `+3/1m 5m` goes up from the last value by 3 a minute, in whole numbers unless the number is a fraction
 * - `gap 1m` has failed scrapes, or a series that ends
 * - `none 1m` has nothing yet
 *
 * Several courses, joined by ` & `, are added up.
 *
 * @throws RangeError when a step is none of these
 */
export function samples(courses: string, scrapes: Scrapes): Sample[] {
  const [first = [], ...others] = courses.split(' & ').map((course) => samplesOf(course, scrapes));
  return first.map((sample, at) => others.reduce((sum: Sample, other) => add(sum, other[at]), sample));
}

function add(one: Sample, other: Sample | undefined): Sample {
  return typeof one === 'number' && typeof other === 'number' ? one + other : one;
}

function samplesOf(course: string, { everySeconds, count }: Scrapes): Sample[] {
  const found: Sample[] = [];
  let value = 0;
  let begin = 0;
  for (const step of course.split(', ')) {
    const [what = '', length] = step.split(' ');
    const end = length === undefined ? count * everySeconds : begin + seconds(length);
    const after = values(what, value);
    for (let at = found.length * everySeconds; at < end && found.length < count; at += everySeconds) {
      if (what === 'gap') found.push(typeof found.at(-1) === 'number' ? 'stale' : 'none');
      else found.push(what === 'none' ? 'none' : after(at - begin));
    }
    value = after(end - begin);
    begin = end;
  }
  if (found.length < count) throw new RangeError(`"${course}" ends too early: give its last step no length`);
  return found;
}

/** The value of a step after some seconds. */
function values(what: string, start: number): (after: number) => number {
  if (what === 'gap' || what === 'none') return () => start;
  const [, by, per] = /^\+([\d.e]+)\/(\w+)$/.exec(what) ?? [];
  if (by !== undefined && per !== undefined) {
    const round = by.includes('.') ? (rise: number) => rise : Math.floor;
    return (after) => start + round((Number(by) * after) / seconds(per));
  }
  if (what === '' || Number.isNaN(Number(what))) {
    throw new RangeError(`expected a step such as 7, +3/1m, gap or none, found "${what}"`);
  }
  return () => Number(what);
}

/** Samples in promtool's notation, runs of equal or evenly growing ones together. */
export function notation(samples: readonly Sample[]): string {
  const parts: string[] = [];
  for (let at = 0; at < samples.length; ) {
    const first = samples[at] ?? 'none';
    const step = evenStep(first, samples[at + 1]);
    let more = 0;
    while (samples[at + more + 1] === (typeof first === 'number' ? first + step * (more + 1) : first)) more += 1;
    // Two values in a row are no growth yet.
    if (step !== 0 && more === 1) more = 0;
    parts.push(write(first, step, more));
    at += more + 1;
  }
  return parts.join(' ');
}

/** promtool adds steps up, which is only exact in whole numbers. */
function evenStep(first: Sample, second: Sample | undefined): number {
  return Number.isInteger(first) && Number.isInteger(second) ? Number(second) - Number(first) : 0;
}

function write(first: Sample, step: number, more: number): string {
  if (typeof first !== 'number') return first === 'stale' ? 'stale' : `_x${more + 1}`;
  const by = step === 0 ? '' : `${step < 0 ? '-' : '+'}${Math.abs(step)}`;
  return more === 0 ? String(first) : `${first}${by}x${more}`;
}
