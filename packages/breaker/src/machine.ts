import { type CallCounts, Ledger, noCalls } from './ledger.ts';
import { openTimeMs } from './open-time.ts';
import type { Transition } from './options.ts';
import type { Permit } from './permit.ts';
import { trackAll } from './rules/any-of.ts';
import type { Tracker } from './rules/rule.ts';
import type { Settings } from './settings.ts';
import { Closed } from './states/closed.ts';
import { ForcedOpen } from './states/forced-open.ts';
import { HalfOpen } from './states/half-open.ts';
import { Open } from './states/open.ts';
import { PassThrough } from './states/pass-through.ts';
import { Ramping } from './states/ramping.ts';
import type { Mode, Phase, Resting, State } from './states/state.ts';

/** What a snapshot brings back. */
type Memory = Pick<Machine, 'tracker' | 'ledger' | 'tally' | 'trips' | 'consecutiveTrips'> & {
  readonly mode: Mode;
  readonly resting: Resting;
};

/** What the phases of one breaker share: settings, counts, and the moves from one phase to another. */
export class Machine {
  settings: Settings;
  tracker: Tracker;
  phase: Phase;
  tally: CallCounts = noCalls();
  trips = 0;
  /** Trips since the last recovery; they make the open time grow. */
  consecutiveTrips = 0;
  ledger: Ledger | undefined;
  since: number;
  private generation = 0;
  private probe = 0;

  constructor(settings: Settings) {
    this.settings = settings;
    this.tracker = trackAll(settings.rules, settings.clock);
    this.since = settings.clock.now();
    this.phase = new Closed(this);
  }

  now(): number {
    return this.settings.clock.now();
  }

  /** The permit of a new closed period. */
  nextPermit(): Permit {
    return ++this.generation as Permit;
  }

  nextProbe(): Permit {
    return -++this.probe as Permit;
  }

  isSlow(durationMs: number | undefined): boolean {
    return durationMs !== undefined && durationMs > this.settings.slowCallMs;
  }

  tallySuccess(durationMs: number | undefined): void {
    if (this.isSlow(durationMs)) this.tally.slow++;
    else this.tally.success++;
  }

  /** Epoch deadline of a Retry-After, within the cap. */
  retryDeadline(retryAfterMs: number): number {
    return this.now() + Math.min(retryAfterMs, this.settings.retryAfterCapMs);
  }

  /** Epoch deadline of a trip from outside: the one asked for, within the cap, or the growing open time. */
  deadline(until: number | undefined): number {
    const now = this.now();
    if (until === undefined) return now + openTimeMs(this.settings, this.consecutiveTrips);
    return until === Number.POSITIVE_INFINITY ? until : Math.min(until, now + this.settings.retryAfterCapMs);
  }

  countTrip(): void {
    this.trips++;
    this.consecutiveTrips++;
  }

  /** Trips for the growing open time, or until `notBefore` if that is later. */
  open(reason: string, notBefore: number, at = this.now()): void {
    this.countTrip();
    const until = Math.max(at + openTimeMs(this.settings, this.consecutiveTrips), notBefore);
    this.enter(new Open(this, until, reason), reason, at);
  }

  /** Trips from outside. */
  openUntil(reason: string, until: number | undefined): void {
    this.countTrip();
    this.enter(new Open(this, this.deadline(until), reason), reason, this.now());
  }

  halfOpen(at: number): void {
    this.enter(new HalfOpen(this), 'deadline', at);
  }

  /** Closes because the probes succeeded. */
  recover(at: number): void {
    this.forget();
    const closed = this.settings.ramp ? new Ramping(this, at) : new Closed(this);
    this.enter(closed, 'recovered', at);
  }

  /** Old windows must not open a breaker that has just recovered. */
  forget(): void {
    this.tracker.clear();
    this.consecutiveTrips = 0;
  }

  phaseFor(mode: Mode, resting: Resting): Phase {
    if (mode === 'forced_open') return new ForcedOpen(this, resting);
    if (mode !== 'auto') return new PassThrough(this, resting, mode);
    if (resting.state === 'open') return new Open(this, resting.until, resting.reason);
    return resting.state === 'closed' ? new Closed(this) : new HalfOpen(this, resting.successes);
  }

  /** Ends a ramp without a transition: its calls in flight are judged as before. */
  replaceClosed(permit: Permit): void {
    this.phase = new Closed(this, permit);
  }

  timeInStateMs(): Record<State, number> {
    const times = { ...(this.ledger ?? new Ledger()).timeInStateMs };
    times[this.phase.name] += Math.max(0, this.now() - this.since);
    return times;
  }

  /** Takes over restored memory without reporting a transition: nothing happened but the restart. */
  resume({ mode, resting, ...memory }: Memory): void {
    Object.assign(this, memory);
    this.since = this.now();
    this.phase = this.phaseFor(mode, this.withinReach(resting));
  }

  /** A clock that was ahead when the snapshot was taken must not keep the breaker open for years. */
  private withinReach(resting: Resting): Resting {
    if (resting.state !== 'open' || resting.until === Number.POSITIVE_INFINITY) return resting;
    const { retryAfterCapMs, timeoutMs, openGrowth } = this.settings;
    const furthest = this.now() + Math.max(retryAfterCapMs, timeoutMs * openGrowth.maxMultiplier);
    return { ...resting, until: Math.min(resting.until, furthest) };
  }

  enter(next: Phase, reason: string, at: number): void {
    const previous = this.phase;
    previous.leave();
    this.phase = next;
    if (previous.name === next.name) return;
    this.ledger ??= new Ledger();
    this.ledger.record(previous.name, next.name, Math.max(0, at - this.since));
    this.since = at;
    const { onTransition } = this.settings;
    if (!onTransition) return;
    const { openUntil } = next;
    notify(onTransition, {
      from: previous.name,
      to: next.name,
      reason,
      at,
      ...(openUntil === undefined ? {} : { openUntil }),
    });
  }
}

function notify(listener: (transition: Transition) => void, transition: Transition): void {
  try {
    listener(transition);
  } catch (error) {
    // The call that moved the breaker is innocent of its listener's fault, and must still be settled once.
    queueMicrotask(() => {
      throw error;
    });
  }
}
