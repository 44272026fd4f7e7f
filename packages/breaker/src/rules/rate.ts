import { isCount, isTime, requireInteger, requireNumber } from '../checks.ts';
import type { Clock } from '../clock.ts';
import { BreakerError } from '../errors.ts';
import { CountWindow } from '../windows/count-window.ts';
import { TimeWindow } from '../windows/time-window.ts';
import type { Window, WindowData } from '../windows/window.ts';
import type { Tracker } from './rule.ts';

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
  if (windowCalls === undefined) requireNumber(`${rule} windowMs`, windowMs, 1);
  else requireInteger(`${rule} windowCalls`, windowCalls, 1);
  const minimumCalls = options.minimumCalls ?? Math.min(10, windowCalls ?? 10);
  requireInteger(`${rule} minimumCalls`, minimumCalls, 1, windowCalls);
  const openWindow = (clock: Clock) =>
    windowCalls === undefined ? new TimeWindow(windowMs, clock) : new CountWindow(windowCalls);
  return { rate, minimumCalls, openWindow };
}

/** What both rate rules share; they differ in which calls they add to the window, and as what. */
export abstract class RateTracker implements Tracker {
  private readonly settings: RateSettings;
  private readonly window: Window;

  constructor(settings: RateSettings, clock: Clock) {
    this.settings = settings;
    this.window = settings.openWindow(clock);
  }

  abstract readonly kind: string;
  abstract success(durationMs: number | undefined): boolean;
  abstract failure(durationMs: number | undefined): boolean;

  get failures(): number {
    this.window.refresh();
    return this.window.hits;
  }

  get threshold(): number {
    this.window.refresh();
    return this.hitsToTrip();
  }

  clear(): void {
    this.window.clear();
  }

  save(): WindowData {
    return this.window.save();
  }

  load(data: unknown): void {
    this.window.load(parseWindow(data));
  }

  /** Whether the share of hits is now high enough, on enough calls. */
  protected record(hit: boolean): boolean {
    const { window } = this;
    window.add(hit);
    return hit && window.total >= this.settings.minimumCalls && window.hits >= this.hitsToTrip();
  }

  /** How many hits trip at the present number of calls, or at the minimum while there are fewer. */
  private hitsToTrip(): number {
    const { rate, minimumCalls } = this.settings;
    return Math.max(1, Math.ceil(rate * Math.max(this.window.total, minimumCalls) - roundingSlack));
  }
}

function parseWindow(data: unknown): WindowData {
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
  return isTime(start) && isCount(total) && isCount(hits) && hits <= total;
}
