import { checkRate, type RateOptions, RateTracker } from './rate.ts';
import type { TripRule } from './rule.ts';

const kind = 'failure_rate';

/**
 * Trips on a failure when at least `rate` of the calls in the window have failed. Refused and ignored calls are not in
 * the window.
 *
 * @throws BreakerError `invalid_option`
 */
export function failureRate(options: RateOptions): TripRule {
  const settings = checkRate('failureRate', options);
  return { kind, track: (clock) => new FailureRate(settings, clock) };
}

class FailureRate extends RateTracker {
  get kind() {
    return kind;
  }

  success(): boolean {
    return this.record(false);
  }

  failure(): boolean {
    return this.record(true);
  }
}
