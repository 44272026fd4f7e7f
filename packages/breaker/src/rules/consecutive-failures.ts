import { isCount, requireInteger } from '../checks.ts';
import type { Tracker, TripRule } from './rule.ts';

const kind = 'consecutive_failures';

/**
 * Trips when `threshold` calls in a row have failed; a success starts the count anew.
 *
 * @param threshold integer >= 1
 * @throws BreakerError `invalid_option`
 */
export function consecutiveFailures(threshold: number): TripRule {
  requireInteger('consecutiveFailures threshold', threshold, 1);
  return new ConsecutiveFailuresRule(threshold);
}

// A class, because the closure of an object literal would cost every breaker with options of its own a hundred bytes.
class ConsecutiveFailuresRule implements TripRule {
  private readonly threshold: number;

  constructor(threshold: number) {
    this.threshold = threshold;
  }

  get kind() {
    return kind;
  }

  track(): Tracker {
    return new ConsecutiveFailures(this.threshold);
  }
}

class ConsecutiveFailures implements Tracker {
  readonly threshold: number;
  failures = 0;

  constructor(threshold: number) {
    this.threshold = threshold;
  }

  get kind() {
    return kind;
  }

  success(): boolean {
    this.failures = 0;
    return false;
  }

  failure(): boolean {
    this.failures++;
    return this.failures >= this.threshold;
  }

  clear(): void {
    this.failures = 0;
  }

  save(): number {
    return this.failures;
  }

  load(data: unknown): void {
    if (!isCount(data)) throw new TypeError('expected the number of consecutive failures');
    this.failures = data;
  }
}
