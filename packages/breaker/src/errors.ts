import type { State } from './states/state.ts';

/**
 * - `rejected`: the breaker refused the call.
 * - `invalid_option`: an option, or an argument of a method, is out of its range.
 * - `invalid_snapshot`: `restore()` was given something that `snapshot()` did not make.
 * - `classify_failed`: the `classify` hook itself threw; its error is the `cause`.
 * - `registry_full`: the registry is at its cap and holds only breakers that must not be evicted.
 */
export type BreakerErrorCode = 'rejected' | 'invalid_option' | 'invalid_snapshot' | 'classify_failed' | 'registry_full';

/** Base of every error this package throws. */
export class BreakerError extends Error {
  readonly code: BreakerErrorCode;

  constructor(code: BreakerErrorCode, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
BreakerError.prototype.name = 'BreakerError';

/** The breaker refused the call; nothing was sent. Carries no stack trace, so that refusing stays cheap. */
export class RejectedError extends BreakerError {
  /** How long to stay away, in milliseconds; `Infinity` when the breaker has no deadline. */
  readonly retryAfterMs: number;
  readonly state: State;

  constructor(state: State, retryAfterMs: number) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super('rejected');
    Error.stackTraceLimit = limit;
    this.retryAfterMs = retryAfterMs;
    this.state = state;
  }

  /** Put together when read: most refusals are caught for their numbers alone. */
  override get message(): string {
    const { retryAfterMs } = this;
    const when = Number.isFinite(retryAfterMs) ? `in ${Math.ceil(retryAfterMs)} ms` : 'once it was reset';
    return `The circuit breaker ${refusals[this.state]}; call again ${when}`;
  }
}
RejectedError.prototype.name = 'RejectedError';

const refusals: Record<State, string> = {
  closed: 'has just closed and admits only a share of the calls yet',
  half_open: 'is half-open and all its probes are out',
  open: 'is open',
};
