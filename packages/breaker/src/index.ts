// For those who make calls

export { Breaker, type Counts, type FailureOptions, type Limits, type RunOptions } from './breaker.ts';
export { BreakerError, type BreakerErrorCode, RejectedError } from './errors.ts';
export { type Permit, rejected } from './permit.ts';
export { BreakerRegistry, type RegistryOptions } from './registry.ts';

// For those who configure

export type {
  BreakerOptions,
  OpenGrowth,
  RampOptions,
  ReloadableOptions,
  Verdict,
} from './options.ts';
export { consecutiveFailures } from './rules/consecutive-failures.ts';
export { failureRate } from './rules/failure-rate.ts';
export type { RateOptions, WindowOptions } from './rules/rate.ts';
export { type SlowCallRateOptions, slowCallRate } from './rules/slow-call-rate.ts';

// For those who watch, persist or write rules and clocks of their own

export { type Clock, systemClock } from './clock.ts';
export type { CallCounts, TransitionCounts } from './ledger.ts';
export type { Transition } from './options.ts';
export type { Tracker, TripRule } from './rules/rule.ts';
export type { Snapshot } from './snapshot.ts';
export type { Mode, State } from './states/state.ts';
