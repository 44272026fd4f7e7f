import { requireNumber } from '../checks.ts';
import type { Clock } from '../clock.ts';
import { checkRate, type RateOptions, type RateSettings, RateTracker } from './rate.ts';
import type { TripRule } from './rule.ts';

const kind = 'slow_call_rate';

export type SlowCallRateOptions = RateOptions & {
  /** A call is slow when it takes longer than this, in milliseconds, >= 0. */
  readonly slowCallMs: number;
};

/**
 * Trips on a slow call when at least `rate` of the calls in the window were slow, whether they succeeded or failed.
 * Results reported without a duration are not in the window; `run` always measures.
 *
 * @throws BreakerError `invalid_option`
 */
export function slowCallRate(options: SlowCallRateOptions): TripRule {
  const { slowCallMs } = options;
  requireNumber('slowCallRate slowCallMs', slowCallMs, 0);
  const settings = checkRate('slowCallRate', options);
  return { kind, slowCallMs, track: (clock) => new SlowCallRate(settings, clock, slowCallMs) };
}

class SlowCallRate extends RateTracker {
  private readonly slowCallMs: number;

  constructor(settings: RateSettings, clock: Clock, slowCallMs: number) {
    super(settings, clock);
    this.slowCallMs = slowCallMs;
  }

  get kind() {
    return kind;
  }

  success(durationMs: number | undefined): boolean {
    return durationMs !== undefined && this.record(durationMs > this.slowCallMs);
  }

  failure(durationMs: number | undefined): boolean {
    return this.success(durationMs);
  }
}
