import { isCount, requireInteger, requireNumber } from '../checks.ts';
import type { Clock } from '../clock.ts';
import { BreakerError } from '../errors.ts';
import { CountWindow } from '../windows/count-window.ts';
import { TimeWindow } from '../windows/time-window.ts';
import type { Window, WindowData } from '../windows/window.ts';

/** Keeps 0.07 * 100 = 7.000000000000001 from asking for an eighth hit. */
const roundingSlack = 1e-9;

/** Exactly one of the two windows. */
export type WindowOptions =
  /** The last so many calls, an integer >= 1. */
  | { readonly windowCalls: number; readonly windowMs?: never }
  /** The calls of the last so many milliseconds, > 0; kept in ten buckets. */
  | { readonly windowMs: number; readonly windowCalls?: never };

/** A share of calls in a window. */
export type RateOptions = WindowOptions & {
  /** Trips at this share or above, in (0, 1]. */
  readonly rate: number;
  /** Fewer calls in the window never trip. Default 10, or `windowCalls` where that is smaller. */
  readonly minimumCalls?: number;
};

/** Checked {@link RateOptions}. */
export interface RateSettings {
  readonly rate: number;
  readonly minimumCalls: number;
  openWindow(clock: Clock): Window;
}

export function checkRate(rule: string, options: RateOptions): RateSettings {
  const { rate, windowCalls, windowMs } = options;
  requireNumber(`${rule} rate`, rate, Number.MIN_VALUE, 1);
  if ((windowCalls === undefined) === (windowMs === undefined)) {
    throw new BreakerError('invalid_option', `${rule} needs either windowCalls or windowMs`);
  }
  if (windowCalls === undefined) {
    requireNumber(`${rule} windowMs`, windowMs, 1);
  } else {
    requireInteger(`${rule} windowCalls`, windowCalls, 1);
  }
  const minimumCalls = options.minimumCalls ?? Math.min(10, windowCalls ?? 10);
  requireInteger(`${rule} minimumCalls`, minimumCalls, 1, windowCalls);
  const openWindow = (clock: Clock) =>
    windowCalls === undefined ? new TimeWindow(windowMs, clock) : new CountWindow(windowCalls);
  return { rate, minimumCalls, openWindow };
}

/** Whether the share of hits is high enough, on enough calls. */
export function exceeds(settings: RateSettings, window: Window): boolean {
  return window.total >= settings.minimumCalls && window.hits >= hitsToTrip(settings, window);
}

/** How many hits trip at the present number of calls, or at the minimum while there are fewer. */
export function hitsToTrip({ rate, minimumCalls }: RateSettings, window: Window): number {
  return Math.max(1, Math.ceil(rate * Math.max(window.total, minimumCalls) - roundingSlack));
}

export function parseWindow(data: unknown): WindowData {
  if (typeof data === 'object' && data !== null) {
    if ('calls' in data && typeof data.calls === 'string' && /^[01]*$/.test(data.calls)) return { calls: data.calls };
    if ('buckets' in data && Array.isArray(data.buckets) && data.buckets.every(isBucket)) {
      return { buckets: data.buckets };
    }
  }
  throw new TypeError('expected a window with calls or buckets');
}

function isBucket(value: unknown): value is [number, number, number] {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [start, total, hits]: unknown[] = value;
  return isCountOrTime(start) && isCount(total) && isCount(hits) && hits <= total;
}

function isCountOrTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
