import type { State } from './states/state.ts';

/** Results of all admitted calls, each counted once, and refusals. */
export interface CallCounts {
  /** Successes that were not slow. */
  success: number;
  failure: number;
  /** Successes slower than the slow-call rule's limit. */
  slow: number;
  /** Permits given back, and probes whose result was no longer waited for. */
  ignored: number;
  rejected: number;
}

/** How often each change of state happened, overrides included. */
export interface TransitionCounts {
  closed_to_open: number;
  closed_to_half_open: number;
  open_to_half_open: number;
  open_to_closed: number;
  half_open_to_open: number;
  half_open_to_closed: number;
}

export function noCalls(): CallCounts {
  return { success: 0, failure: 0, slow: 0, ignored: 0, rejected: 0 };
}

/** Transitions and time in states; made with the first transition, so that an idle breaker does without. */
export class Ledger {
  readonly transitions: TransitionCounts = {
    closed_to_open: 0,
    closed_to_half_open: 0,
    open_to_half_open: 0,
    open_to_closed: 0,
    half_open_to_open: 0,
    half_open_to_closed: 0,
  };
  readonly timeInStateMs: Record<State, number> = { closed: 0, half_open: 0, open: 0 };

  /** Books the time spent in `from` and, when it ends in another state, the transition. */
  record(from: State, to: State, spentMs: number): void {
    this.timeInStateMs[from] += spentMs;
    if (from !== to) this.transitions[`${from}_to_${to}` as keyof TransitionCounts]++;
  }
}
