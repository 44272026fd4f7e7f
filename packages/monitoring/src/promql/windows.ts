import type { ComponentName } from '../setup.ts';
import { foreign, job } from './metric.ts';

/**
 * How long the last value of a series stands for it. Prometheus drops the series of a target whose scrape failed until
 * the next one that works; with this look-back a gap of a minute beside a scrape interval resets no pending alert.
 */
export const bridge = '90s';

/** The value of a gauge, or of a counter, that outlives a failed scrape; now, or some time ago. */
export function steady(selector: string, ago?: string): string {
  return `last_over_time(${selector}[${bridge}]${offset(ago)})`;
}

/**
 * How often a counter has counted within a window that ends now, or some time ago: whole events, where `increase()`
 * extrapolates to the edges of the window and misses the first event of a series that it makes appear.
 *
 * In this order, the first two unless the counter was reset within the window: all that it shows, if its process is
 * younger than the window; the plain difference; all that it shows, if its target was scraped without it within the
 * window; what `increase()` says, in whole events.
 */
export function events(selector: string, window: string, ago = '0s'): string {
  const { begin, now, before, uninterrupted, extrapolated } = parts(selector, window, ago);
  const found = `count_over_time(${selector}[${window}]${offset(ago)})`;
  const scraped = `max by (job, instance) (sum_over_time(up[${window}]${offset(ago)}))`;
  return `(
    (
      ${now} and on (job, instance) time() - ${steady('process_start_time_seconds')} <= ${seconds(begin)}
    or
      ${now} - ${before}
    or
      ${now} and ${found} < on (job, instance) group_left () ${scraped}
    )
      ${uninterrupted}
  or
    ${extrapolated}
)`;
}

/**
 * As {@link events}, for a counter that outlives its process, as those of a breaker do: what a new series shows may have
 * happened long ago.
 */
export function growth(selector: string, window: string): string {
  const { now, before, uninterrupted, extrapolated } = parts(selector, window, '0s');
  return `(
    ${now} - ${before} ${uninterrupted}
  or
    ${extrapolated}
)`;
}

function parts(selector: string, window: string, ago: string) {
  const begin = `${seconds(window) + seconds(ago)}s`;
  return {
    begin,
    now: steady(selector, ago),
    before: steady(selector, begin),
    // A reset between the sample before the window and the first one in it counts as well.
    uninterrupted: `unless resets(${selector}[${seconds(window) + seconds(bridge)}s]${offset(ago)}) > 0`,
    extrapolated: `floor(increase(${selector}[${window}]${offset(ago)}))`,
  };
}

/**
 * A verdict that outlives a failed scrape: a count or rate seems to drop then, so what held just before goes on to hold.
 *
 * @param component whose targets the verdict is about, all together; unset, it is about the target of its own labels
 */
export function held(verdict: string, component?: ComponentName): string {
  const up = foreign('up', { job, ...(component !== undefined && { component }) });
  return `${verdict}
or
last_over_time((${verdict})[${bridge}:30s])
  and on (${component === undefined ? 'job, instance' : ''})
max_over_time(${up}[${bridge}]) > ${up}`;
}

function offset(ago: string | undefined): string {
  return ago === undefined || seconds(ago) === 0 ? '' : ` offset ${ago}`;
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a duration such as 90s, 5m, 3m45s or 3d. */
export function seconds(duration: string): number {
  if (!/^(?:\d+[smhd])+$/.test(duration)) {
    throw new RangeError(`expected a duration such as 90s, 5m, 3m45s or 3d, found "${duration}"`);
  }
  return [...duration.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? Number.NaN),
    0,
  );
}
