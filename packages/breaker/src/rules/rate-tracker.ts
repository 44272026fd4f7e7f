import type { Clock } from '../clock.ts';
import type { Window, WindowData } from '../windows/window.ts';
import { exceeds, hitsToTrip, parseWindow, type RateSettings } from './rate.ts';
import type { Tracker } from './rule.ts';

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
    return hitsToTrip(this.settings, this.window);
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

  protected record(hit: boolean): boolean {
    this.window.add(hit);
    return hit && exceeds(this.settings, this.window);
  }
}
