import type { Clock } from '../clock.ts';

/** A condition on recent calls that opens a closed breaker. One rule may serve any number of breakers. */
export interface TripRule {
  /** Names the rule; counts are carried over a reload or a restore between rules of one kind. */
  readonly kind: string;
  /** Calls that take longer are tallied as slow, and as probes they reopen the breaker. Unset: never. */
  readonly slowCallMs?: number;
  /** Makes the memory of one breaker for this rule. */
  track(clock: Clock): Tracker;
}

/** What one breaker remembers for one rule, and the decision on it. */
export interface Tracker {
  readonly kind: string;
  /** What the rule counts at present: failures, or slow calls. */
  readonly failures: number;
  /** How many `failures` trip the breaker at present. */
  readonly threshold: number;
  /** Records a success; true when the breaker must open. */
  success(durationMs: number | undefined): boolean;
  /** Records a failure; true when the breaker must open. */
  failure(durationMs: number | undefined): boolean;
  /** Forgets everything. */
  clear(): void;
  /** JSON-able memory. */
  save(): unknown;
  /** Takes over the memory of a tracker of the same kind; throws a TypeError that names the fault of broken data. */
  load(data: unknown): void;
}
