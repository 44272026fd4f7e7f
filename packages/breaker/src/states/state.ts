import type { Permit } from '../permit.ts';

/** What a breaker shows to the outside. */
export type State = 'closed' | 'half_open' | 'open';

/**
 * Who decides about the state.
 *
 * - `auto`: the breaker itself.
 * - `forced_open`: nothing is admitted.
 * - `disabled`: everything is admitted; results are tallied but not judged.
 * - `metrics_only`: everything is admitted; trip rules count but never trip.
 */
export type Mode = 'auto' | 'forced_open' | 'disabled' | 'metrics_only';

/** Behaviour in one state. A new object is made at every transition, so its fields are the state's own memory. */
export interface Phase {
  readonly name: State;
  readonly mode: Mode;
  /** Successes counted towards closing. */
  readonly successes: number;
  readonly openUntil: number | undefined;
  readonly openReason: string | undefined;
  acquire(): Permit;
  success(permit: Permit, durationMs: number | undefined): void;
  failure(permit: Permit, durationMs: number | undefined, retryAfterMs: number | undefined): void;
  ignore(permit: Permit): void;
  /** Opens from outside; `until` is an epoch deadline, undefined for the growing open time. */
  trip(reason: string, until: number | undefined): void;
  retryAfterMs(): number;
  /** Brings the state up to date with the clock, for states that can lapse unobserved. */
  settle(): void;
  /** Called once when another phase takes over. */
  leave(): void;
  /** What an override lays itself over, and what a snapshot keeps. */
  resting(): Resting;
}

/** The part of a state that outlives an override or the process. */
export type Resting =
  | { readonly state: 'closed' }
  | { readonly state: 'half_open'; readonly successes: number }
  | { readonly state: 'open'; readonly until: number; readonly reason: string };
