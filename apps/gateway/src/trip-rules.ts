import { type BreakerOptions, consecutiveFailures, type TripRule } from '@switchgear/breaker';

/**
 * The part of a breaker's options that a failure threshold decides: alone it is the default rule, beside rate rules it
 * is one of several.
 */
export function tripRules(
  failureThreshold: number | undefined,
  rateRules: readonly TripRule[],
): Pick<BreakerOptions, 'failureThreshold' | 'tripRules'> {
  if (failureThreshold === undefined) return {};
  return {
    failureThreshold,
    ...(rateRules.length > 0 && { tripRules: [consecutiveFailures(failureThreshold), ...rateRules] }),
  };
}
