import { requireInteger, requireNumber } from './checks.ts';
import { systemClock } from './clock.ts';
import { BreakerError } from './errors.ts';
import type { BreakerOptions, OpenGrowth, RampOptions } from './options.ts';
import { consecutiveFailures } from './rules/consecutive-failures.ts';
import type { TripRule } from './rules/rule.ts';

/** Checked options with every default filled in. */
export interface Settings extends Required<Omit<BreakerOptions, 'tripRules' | 'openGrowth' | 'ramp'>> {
  /** Unset: the default rule. */
  readonly tripRules: readonly TripRule[] | undefined;
  readonly rules: readonly TripRule[];
  /** Calls that take longer are slow: the least of the rules' limits, or Infinity. */
  readonly slowCallMs: number;
  readonly openGrowth: Required<OpenGrowth>;
  readonly ramp: Required<RampOptions> | undefined;
}

const defaultRules = [consecutiveFailures(5)];

export const defaultSettings: Settings = {
  failureThreshold: 5,
  successThreshold: 2,
  timeoutMs: 60_000,
  halfOpenMaxCalls: 3,
  tripRules: undefined,
  rules: defaultRules,
  slowCallMs: Number.POSITIVE_INFINITY,
  openGrowth: { factor: 2, maxMultiplier: 8, jitter: 0.1 },
  retryAfterCapMs: 3_600_000,
  probeExpiryMs: 120_000,
  ramp: undefined,
  onTransition: undefined,
  classify: undefined,
  clock: systemClock,
  random: Math.random,
};

/** Lays `options` over `base` and checks the result; throws `invalid_option`. */
export function resolveSettings(options: BreakerOptions, base: Settings): Settings {
  const failureThreshold = options.failureThreshold ?? base.failureThreshold;
  requireInteger('failureThreshold', failureThreshold, 1);
  const tripRules = options.tripRules ?? base.tripRules;
  const rules = tripRules ?? [consecutiveFailures(failureThreshold)];
  const settings: Settings = {
    failureThreshold,
    successThreshold: options.successThreshold ?? base.successThreshold,
    timeoutMs: options.timeoutMs ?? base.timeoutMs,
    halfOpenMaxCalls: options.halfOpenMaxCalls ?? base.halfOpenMaxCalls,
    tripRules,
    rules,
    slowCallMs: Math.min(...rules.map((rule) => rule.slowCallMs ?? Number.POSITIVE_INFINITY)),
    openGrowth: options.openGrowth ? { ...base.openGrowth, ...options.openGrowth } : base.openGrowth,
    retryAfterCapMs: options.retryAfterCapMs ?? base.retryAfterCapMs,
    probeExpiryMs: options.probeExpiryMs ?? base.probeExpiryMs,
    ramp: 'ramp' in options ? options.ramp && { initialShare: 0.1, ...options.ramp } : base.ramp,
    onTransition: 'onTransition' in options ? options.onTransition : base.onTransition,
    classify: 'classify' in options ? options.classify : base.classify,
    clock: options.clock ?? base.clock,
    random: options.random ?? base.random,
  };
  check(settings);
  return settings;
}

function check(settings: Settings): void {
  requireInteger('successThreshold', settings.successThreshold, 1);
  requireInteger('halfOpenMaxCalls', settings.halfOpenMaxCalls, 1);
  requireNumber('timeoutMs', settings.timeoutMs, Number.MIN_VALUE);
  requireNumber('retryAfterCapMs', settings.retryAfterCapMs, 0);
  requireNumber('probeExpiryMs', settings.probeExpiryMs, Number.MIN_VALUE);
  requireNumber('openGrowth.factor', settings.openGrowth.factor, 1);
  requireNumber('openGrowth.maxMultiplier', settings.openGrowth.maxMultiplier, 1);
  requireNumber('openGrowth.jitter', settings.openGrowth.jitter, 0, 1 - Number.EPSILON);
  if (settings.rules.length === 0) {
    throw new BreakerError('invalid_option', 'tripRules must name at least one rule; leave it out for the default');
  }
  if (settings.ramp) {
    requireNumber('ramp.durationMs', settings.ramp.durationMs, Number.MIN_VALUE);
    requireNumber('ramp.initialShare', settings.ramp.initialShare, Number.MIN_VALUE, 1);
  }
}
