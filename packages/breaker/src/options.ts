import type { Clock } from './clock.ts';
import type { TripRule } from './rules/rule.ts';
import type { State } from './states/state.ts';

/** How long a breaker stays open, as a multiple of `timeoutMs` that grows with every consecutive trip. */
export interface OpenGrowth {
  /** Each trip without a recovery in between multiplies the open time by this, >= 1. Default 2. */
  readonly factor?: number;
  /** The open time never exceeds this multiple of `timeoutMs`, jitter included, >= 1. Default 8. */
  readonly maxMultiplier?: number;
  /** Spreads each open time by up to this share in both directions, in [0, 1). Default 0.1. */
  readonly jitter?: number;
}

/** Lets traffic return by and by after a recovery. */
export interface RampOptions {
  /** Milliseconds from closing until all calls are admitted, > 0. */
  readonly durationMs: number;
  /** Share of the calls admitted at first, in (0, 1]; it grows linearly to 1. Default 0.1. */
  readonly initialShare?: number;
}

/** One change of state. */
export interface Transition {
  readonly from: State;
  readonly to: State;
  /** To open: the open reason. Otherwise `deadline`, `recovered`, `reset` or `override`. */
  readonly reason: string;
  /** Epoch milliseconds at which the state changed; for an expired probe, when it expired, not when that was seen. */
  readonly at: number;
  /** Epoch milliseconds; present when `to` is open; `Infinity` without a deadline. */
  readonly openUntil?: number;
}

/** What an error means for the breaker; with `retryAfterMs` a failure whose provider said when to come back. */
export type Verdict = 'failure' | 'ignored' | { readonly retryAfterMs: number };

/** What may change while a breaker is in use. */
export interface ReloadableOptions {
  /** Failures in a row that trip the default rule, integer >= 1. Default 5. Unused with `tripRules`. */
  readonly failureThreshold?: number;
  /** Successful probes that close a half-open breaker, integer >= 1. Default 2. */
  readonly successThreshold?: number;
  /** First open time in milliseconds, > 0. Default 60,000. */
  readonly timeoutMs?: number;
  /** Probes out at the same time, integer >= 1. Default 3. */
  readonly halfOpenMaxCalls?: number;
  /** Any of these opens the breaker. Default `[consecutiveFailures(failureThreshold)]`. */
  readonly tripRules?: readonly TripRule[];
  readonly openGrowth?: OpenGrowth;
  /** A provider's Retry-After counts for this long at most, in milliseconds, >= 0. Default 3,600,000. */
  readonly retryAfterCapMs?: number;
  /**
   * A probe without a result for this long counts as a failure, in milliseconds, > 0; make it longer than the longest
   * call. Default 120,000: well past slow answers, well short of the five minutes after which half-open is an alert.
   */
  readonly probeExpiryMs?: number;
  /** Default: off, all calls are admitted as soon as the breaker closes. */
  readonly ramp?: RampOptions | undefined;
  /**
   * Called after every transition, in order. What it throws is reported as an uncaught exception, as by an
   * EventTarget, and does not disturb the breaker.
   */
  readonly onTransition?: ((transition: Transition) => void) | undefined;
  /** Judges what `run`'s function threw, unless its caller aborted. Default: everything is a failure. */
  readonly classify?: ((error: unknown) => Verdict) | undefined;
}

/** Everything a breaker can be told; each default holds by itself. */
export interface BreakerOptions extends ReloadableOptions {
  /** Default {@link systemClock}. */
  readonly clock?: Clock;
  /** Source of jitter in [0, 1). Default `Math.random`. */
  readonly random?: () => number;
}
