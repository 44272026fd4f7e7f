import type { Machine } from '../machine.ts';
import { isClosedPermit, type Permit } from '../permit.ts';

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

/**
 * Behaviour in one state; by itself, that of a state which judges no results. A new object is made at every transition,
 * so its fields are the state's own memory.
 */
export abstract class Phase {
  protected readonly machine: Machine;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  abstract readonly name: State;
  get mode(): Mode {
    return 'auto';
  }
  /** Successes counted towards closing. */
  get successes(): number {
    return 0;
  }
  get openUntil(): number | undefined {
    return undefined;
  }
  get openReason(): string | undefined {
    return undefined;
  }

  abstract acquire(): Permit;

  // A late result moves nothing, but the call was made and is counted. Not so for a probe: it was counted as a failure
  // when it expired or as ignored when half-open ended without it, or this is its second settlement.

  success(permit: Permit, durationMs: number | undefined): void {
    if (isClosedPermit(permit)) this.machine.tallySuccess(durationMs);
  }

  failure(permit: Permit, _durationMs: number | undefined, _retryAfterMs: number | undefined): void {
    if (isClosedPermit(permit)) this.machine.tally.failure++;
  }

  ignore(permit: Permit): void {
    if (isClosedPermit(permit)) this.machine.tally.ignored++;
  }

  /** Opens from outside; `until` is an epoch deadline, undefined for the growing open time. */
  trip(reason: string, until: number | undefined): void {
    this.machine.openUntil(reason, until);
  }

  abstract retryAfterMs(): number;

  /** Brings the state up to date with the clock, for states that can lapse unobserved. */
  settle(): void {}

  /** Called once when another phase takes over. */
  leave(): void {}

  /** What an override lays itself over, and what a snapshot keeps. */
  abstract resting(): Resting;
}

/** The part of a state that outlives an override or the process. */
export type Resting =
  | { readonly state: 'closed' }
  | { readonly state: 'half_open'; readonly successes: number }
  | { readonly state: 'open'; readonly until: number; readonly reason: string };
