import { type BreakerOptions, consecutiveFailures, type TripRule } from '@switchgear/breaker';

/** The library's own default. */
const defaultThreshold = 5;

/** Consecutive failures beside rate rules: explicit rules replace the one that `failureThreshold` alone would make. */
export function tripRules(
  rateRules: readonly TripRule[],
  failureThreshold = defaultThreshold,
): Pick<BreakerOptions, 'tripRules'> {
  return rateRules.length === 0 ? {} : { tripRules: [consecutiveFailures(failureThreshold), ...rateRules] };
}
