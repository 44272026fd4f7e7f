import { requireNumber } from './checks.ts';
import { BreakerError, RejectedError } from './errors.ts';
import { type CallCounts, Ledger, type TransitionCounts } from './ledger.ts';
import { Machine } from './machine.ts';
import type { BreakerOptions, ReloadableOptions, Verdict } from './options.ts';
import { type Permit, rejected } from './permit.ts';
import { loadAll, saveAll, trackAll } from './rules/any-of.ts';
import { defaultSettings, resolveSettings } from './settings.ts';
import { restoreInto, type Snapshot, snapshotOf } from './snapshot.ts';
import type { Mode, State } from './states/state.ts';

/** Plain integers, made to be read at scrape time. */
export interface Counts {
  /** What the trip rule counts at present; while open, what tripped it. Of several rules, the nearest to tripping. */
  readonly failures: number;
  /** How many `failures` trip the breaker at present. */
  readonly failureThreshold: number;
  /** Successful probes in this half-open period. */
  readonly successes: number;
  /** Transitions to open, except by override. */
  readonly trips: number;
  readonly calls: Readonly<CallCounts>;
  readonly transitions: Readonly<TransitionCounts>;
}

/** What decides when a breaker opens and closes; see {@link ReloadableOptions} for meaning and units. */
export type Limits = Required<
  Pick<ReloadableOptions, 'failureThreshold' | 'successThreshold' | 'timeoutMs' | 'halfOpenMaxCalls'>
>;

/** What a failed call can tell beyond having failed. */
export interface FailureOptions {
  /** How long the call took, in milliseconds; only slow-call rules look at it. */
  readonly durationMs?: number;
  /** For how long the provider asked to be left alone, in milliseconds >= 0; the later deadline wins. */
  readonly retryAfterMs?: number;
}

/** What a caller of `run` can add. */
export interface RunOptions {
  /**
   * Handed to the function. When the caller has aborted it, a rejection counts as ignored; when a deadline has
   * (`AbortSignal.timeout`), it speaks against what was called and counts as a failure.
   */
  readonly signal?: AbortSignal;
}

/**
 * Stops calls to something that keeps failing, and finds out with few calls when it works again.
 *
 * Either wrap calls in {@link run}, or take a permit with {@link acquire} and settle it exactly once with
 * {@link success}, {@link failure} or {@link ignore}. A breaker holds no timer: it moves when it is used or looked at,
 * and what it then shows is as if it had moved on time.
 */
export class Breaker {
  readonly #machine: Machine;

  /** @throws BreakerError `invalid_option` */
  constructor(options?: BreakerOptions) {
    this.#machine = new Machine(options ? resolveSettings(options, defaultSettings) : defaultSettings);
  }

  /**
   * Takes leave to make one call, or returns {@link rejected} when it must not be made.
   *
   * Settle each permit once. While closed, all calls share one permit, so a second settlement would count again; a probe
   * has one of its own, and its second settlement is harmless.
   */
  acquire(): Permit {
    return this.#machine.phase.acquire();
  }

  /** The call worked. Without `durationMs` slow-call rules do not count it. */
  success(permit: Permit, durationMs?: number): void {
    this.#machine.phase.success(permit, durationMs);
  }

  /**
   * The call failed for a reason that speaks against what was called.
   *
   * @throws BreakerError `invalid_option` for a `retryAfterMs` that is negative or not a number
   */
  failure(permit: Permit, options?: FailureOptions): void {
    const retryAfterMs = options?.retryAfterMs;
    if (retryAfterMs !== undefined) requireNumber('retryAfterMs', retryAfterMs, 0, Number.POSITIVE_INFINITY);
    this.#machine.phase.failure(permit, options?.durationMs, retryAfterMs);
  }

  /** The call says nothing about what was called: gives the permit back and moves nothing. */
  ignore(permit: Permit): void {
    this.#machine.phase.ignore(permit);
  }

  /**
   * Makes the call if the breaker admits it, and settles the permit by its result.
   *
   * @returns what `fn` returns; rejects with what it throws
   * @throws RejectedError when the call was not admitted
   * @throws BreakerError `classify_failed` when the `classify` hook throws; the call then counts as a failure
   * @throws the signal's reason when it had aborted beforehand
   */
  run<T>(fn: (signal?: AbortSignal) => Promise<T>, options?: RunOptions): Promise<T> {
    const signal = options?.signal;
    if (signal?.aborted) return Promise.reject(signal.reason);
    const { phase } = this.#machine;
    const permit = phase.acquire();
    if (permit === rejected) return this.#refuse();
    return this.#call(permit, fn, signal);
  }

  async #call<T>(permit: Permit, fn: (signal?: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const machine = this.#machine;
    const timed = machine.settings.slowCallMs !== Number.POSITIVE_INFINITY;
    const startedAt = timed ? machine.now() : 0;
    let value: T;
    try {
      value = await fn(signal);
    } catch (error) {
      this.#judge(permit, error, signal, timed ? machine.now() - startedAt : undefined);
      throw error;
    }
    machine.phase.success(permit, timed ? machine.now() - startedAt : undefined);
    return value;
  }

  async #refuse(): Promise<never> {
    const { phase } = this.#machine;
    const refusal = new RejectedError(phase.name, phase.retryAfterMs());
    // A promise that rejects after its caller could attach to it spares Node the bookkeeping of unhandled rejections,
    // which is half of what a refusal would cost.
    await undefined;
    throw refusal;
  }

  #judge(permit: Permit, error: unknown, signal: AbortSignal | undefined, durationMs: number | undefined): void {
    const { phase, settings } = this.#machine;
    if (signal?.aborted && !isTimeout(signal.reason)) {
      phase.ignore(permit);
      return;
    }
    let verdict: Verdict;
    try {
      verdict = settings.classify ? settings.classify(error) : 'failure';
    } catch (fault) {
      phase.failure(permit, durationMs, undefined);
      throw new BreakerError('classify_failed', 'The classify hook threw; it must return a verdict', { cause: fault });
    }
    if (verdict === 'ignored') phase.ignore(permit);
    else if (verdict === 'failure') phase.failure(permit, durationMs, undefined);
    else phase.failure(permit, durationMs, Math.max(0, verdict.retryAfterMs || 0));
  }

  /**
   * Opens from outside, for instance because a key is rate-limited or revoked. Counts as a trip unless already open; on
   * an open breaker the later deadline wins, and its reason. Under an override it takes hold when that is lifted.
   *
   * @param reason becomes `openReason`
   * @param until epoch milliseconds, at most `retryAfterCapMs` ahead; `Infinity` for no deadline, so that only
   *   `reset()` closes; left out for the growing open time
   * @throws BreakerError `invalid_option` when `until` is negative or not a number
   */
  trip(reason: string, until?: number): void {
    if (until !== undefined) requireNumber('until', until, 0, Number.POSITIVE_INFINITY);
    this.#settled().phase.trip(reason, until);
  }

  /**
   * Closes, and forgets failures, growth and deadline; calls in flight are no longer judged. An override stays in
   * force and comes back to closed.
   */
  reset(): void {
    const machine = this.#settled();
    machine.forget();
    machine.enter(machine.phaseFor(machine.phase.mode, { state: 'closed' }), 'reset', machine.now());
  }

  /** Takes the decision out of the breaker's hands, or with `auto` gives it back as it was. */
  override(mode: Mode): void {
    const machine = this.#settled();
    if (machine.phase.mode === mode) return;
    machine.enter(machine.phaseFor(mode, machine.phase.resting()), 'override', machine.now());
  }

  /**
   * Changes options in use. What is not named stays; state, counts and deadlines are kept, and the new limits apply
   * from the next result on.
   *
   * @throws BreakerError `invalid_option`, and nothing has changed
   */
  reconfigure(options: ReloadableOptions): void {
    const machine = this.#settled();
    const settings = resolveSettings(options, machine.settings);
    const tracker = trackAll(settings.rules, settings.clock);
    loadAll(tracker, saveAll(machine.tracker));
    machine.settings = settings;
    machine.tracker = tracker;
  }

  /** Everything worth keeping over a restart, as JSON-able data in epoch time. */
  snapshot(): Snapshot {
    return snapshotOf(this.#settled());
  }

  /**
   * Continues from a snapshot; calls in flight are no longer judged, and no transition is reported. A deadline further
   * ahead than this breaker could set is brought back to that.
   *
   * @throws BreakerError `invalid_snapshot`, and nothing has changed
   */
  restore(snapshot: Snapshot): void {
    restoreInto(this.#machine, snapshot);
  }

  get state(): State {
    return this.#settled().phase.name;
  }

  get mode(): Mode {
    return this.#machine.phase.mode;
  }

  /** Epoch milliseconds while open, `Infinity` without a deadline; a past one waits for the next call as its probe. */
  get openUntil(): number | undefined {
    return this.#settled().phase.openUntil;
  }

  /** While open: `failures` for the breaker's own trip rules, `override`, or what `trip` was given. */
  get openReason(): string | undefined {
    return this.#settled().phase.openReason;
  }

  /** 0 when `acquire()` would admit now; otherwise how long at most until it may, `Infinity` without a deadline. */
  retryAfterMs(): number {
    return this.#settled().phase.retryAfterMs();
  }

  get counts(): Counts {
    const machine = this.#settled();
    return {
      failures: machine.tracker.failures,
      failureThreshold: machine.tracker.threshold,
      successes: machine.phase.successes,
      trips: machine.trips,
      calls: { ...machine.tally },
      transitions: { ...(machine.ledger ?? new Ledger()).transitions },
    };
  }

  /** The limits in force, as the constructor or the last `reconfigure` set them. */
  get limits(): Limits {
    const { failureThreshold, successThreshold, timeoutMs, halfOpenMaxCalls } = this.#machine.settings;
    return { failureThreshold, successThreshold, timeoutMs, halfOpenMaxCalls };
  }

  /** Time spent in each state since the breaker was made, the running state included. */
  timeInStateMs(): Record<State, number> {
    return this.#settled().timeInStateMs();
  }

  #settled(): Machine {
    this.#machine.phase.settle();
    return this.#machine;
  }
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
