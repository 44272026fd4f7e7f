import type { Mode, State } from '../states/state.ts';

/** Limits the model knows; windows keep their sizes, so that the plain list of results is all their memory. */
export interface Limits {
  failureThreshold: number;
  successThreshold: number;
  halfOpenMaxCalls: number;
  timeoutMs: number;
  probeExpiryMs: number;
  minimumCalls: number;
}

export const fixed = {
  windowCalls: 6,
  windowMs: 2_000,
  rate: 0.5,
  slowCallMs: 100,
  maxMultiplier: 4,
  retryAfterCapMs: 20_000,
};

export interface Call {
  readonly probe: boolean;
  readonly era: number;
  readonly startedAt: number;
}

export interface Outcome {
  readonly kind: 'success' | 'failure' | 'ignored';
  readonly durationMs: number | undefined;
  readonly retryAfterMs: number | undefined;
}

interface Result {
  readonly at: number;
  readonly failed: boolean;
  readonly slow: boolean | undefined;
}

/**
 * The breaker as one would explain it: every result is kept in a list and counted again each time, every call knows the
 * era it began in, and the model moves at once whenever time does.
 */
export class Model {
  limits: Limits;
  now: number;
  mode: Mode = 'auto';
  /** The breaker's own state, also while a mode overrides it. */
  own: State = 'closed';
  openUntil = 0;
  openReason = '';
  successes = 0;
  trips = 0;
  consecutiveTrips = 0;
  results: Result[] = [];
  notBefore = 0;
  tally = { success: 0, failure: 0, slow: 0, ignored: 0, rejected: 0 };
  moves: Record<string, number> = {};
  times: Record<State, number> = { closed: 0, half_open: 0, open: 0 };
  private era = 0;
  private probes: Call[] = [];

  constructor(limits: Limits, now: number) {
    this.limits = limits;
    this.now = now;
  }

  get state(): State {
    if (this.mode === 'auto') return this.own;
    return this.mode === 'forced_open' ? 'open' : 'closed';
  }

  advance(ms: number): void {
    const end = this.now + ms;
    let expiry = this.nextExpiry();
    while (expiry <= end) {
      this.pass(expiry);
      this.probes.shift();
      this.tally.failure++;
      this.tripOwn('failures', 0);
      expiry = this.nextExpiry();
    }
    this.pass(end);
  }

  acquire(): Call | undefined {
    if (this.mode === 'auto' && this.own === 'open' && this.now >= this.openUntil) {
      this.move(() => {
        this.own = 'half_open';
        this.successes = 0;
      });
    }
    if (this.state === 'open' || (this.state === 'half_open' && this.full())) {
      this.tally.rejected++;
      return undefined;
    }
    const call = { probe: this.state === 'half_open', era: this.era, startedAt: this.now };
    if (call.probe) this.probes.push(call);
    return call;
  }

  settle(call: Call, { kind, durationMs, retryAfterMs }: Outcome): void {
    const asked = kind === 'failure' ? retryAfterMs : undefined;
    const deadline = asked === undefined ? 0 : this.now + Math.min(asked, fixed.retryAfterCapMs);
    const current = call.probe ? this.probes.includes(call) : call.era === this.era;
    const slow = durationMs === undefined ? undefined : durationMs > fixed.slowCallMs;
    if (!call.probe || current) this.tally[kind === 'success' && slow ? 'slow' : kind]++;
    if (kind === 'failure' && this.mode === 'auto' && this.own === 'open') {
      this.openUntil = Math.max(this.openUntil, deadline);
    }
    if (!current) return;
    if (call.probe) this.settleProbe(call, kind, slow, deadline);
    else if (kind !== 'ignored' && this.mode !== 'disabled') this.judge(kind === 'failure', slow, deadline);
  }

  trip(reason: string, until: number | undefined): void {
    if (this.own === 'open') {
      const deadline = this.deadline(until);
      if (deadline > this.openUntil) {
        this.openUntil = deadline;
        this.openReason = reason;
      }
      return;
    }
    this.consecutiveTrips++;
    this.trips++;
    const deadline = this.deadline(until);
    const open = () => {
      this.own = 'open';
      this.openUntil = deadline;
      this.openReason = reason;
    };
    if (this.mode === 'auto') this.move(open);
    else open();
  }

  reset(): void {
    this.consecutiveTrips = 0;
    this.results = [];
    this.move(() => {
      this.own = 'closed';
    });
  }

  override(mode: Mode): void {
    if (mode === this.mode) return;
    this.move(() => {
      this.mode = mode;
    });
  }

  save(): object {
    const { mode, own, openUntil, openReason, successes, trips, consecutiveTrips, results, tally, moves, times } = this;
    return structuredClone({
      ...{ mode, own, openUntil, openReason, successes, trips, consecutiveTrips, results, tally, moves, times },
    });
  }

  restore(saved: object): void {
    this.probes = [];
    this.era++;
    this.notBefore = 0;
    Object.assign(this, structuredClone(saved));
  }

  retryAfterMs(): number {
    if (this.mode === 'forced_open') return Number.POSITIVE_INFINITY;
    if (this.state === 'open') return Math.max(0, this.openUntil - this.now);
    return this.state === 'half_open' && this.full() ? this.nextExpiry() - this.now : 0;
  }

  consecutiveFailures(): number {
    return this.results.length - 1 - this.results.findLastIndex(({ failed }) => !failed);
  }

  private settleProbe(call: Call, kind: Outcome['kind'], slow: boolean | undefined, deadline: number): void {
    this.probes.splice(this.probes.indexOf(call), 1);
    if (kind === 'ignored') return;
    if (kind === 'failure' || slow) {
      this.tripOwn('failures', deadline);
      return;
    }
    this.successes++;
    if (this.successes < this.limits.successThreshold) return;
    this.reset();
  }

  private judge(failed: boolean, slow: boolean | undefined, deadline: number): void {
    this.results.push({ at: this.now, failed, slow });
    if (this.mode === 'metrics_only') return;
    if (failed) this.notBefore = Math.max(this.notBefore, deadline);
    const trips =
      (failed && this.consecutiveFailures() >= this.limits.failureThreshold) ||
      (failed && this.tooMany(this.results.slice(-fixed.windowCalls).map((result) => result.failed))) ||
      (failed && this.tooMany(this.recent().map((result) => result.failed))) ||
      (slow && this.tooMany(this.timed().slice(-fixed.windowCalls)));
    if (trips) this.tripOwn('failures', this.notBefore);
  }

  private tooMany(hits: readonly boolean[]): boolean {
    return hits.length >= this.limits.minimumCalls && hits.filter(Boolean).length / hits.length >= fixed.rate;
  }

  private recent(): Result[] {
    const tenth = (at: number) => Math.floor(at / (fixed.windowMs / 10));
    return this.results.filter(({ at }) => tenth(at) > tenth(this.now) - 10);
  }

  private timed(): boolean[] {
    return this.results.map(({ slow }) => slow).filter((slow) => slow !== undefined);
  }

  private tripOwn(reason: string, notBefore: number): void {
    this.trips++;
    this.consecutiveTrips++;
    this.move(() => {
      this.own = 'open';
      this.openUntil = Math.max(this.deadline(undefined), notBefore);
      this.openReason = reason;
    });
  }

  private deadline(until: number | undefined): number {
    if (until === Number.POSITIVE_INFINITY) return until;
    if (until !== undefined) return Math.min(until, this.now + fixed.retryAfterCapMs);
    const doublings = Math.max(0, this.consecutiveTrips - 1);
    return this.now + this.limits.timeoutMs * Math.min(2 ** doublings, fixed.maxMultiplier);
  }

  private full(): boolean {
    return this.probes.length >= this.limits.halfOpenMaxCalls;
  }

  private nextExpiry(): number {
    const [oldest] = this.probes;
    return oldest ? oldest.startedAt + this.limits.probeExpiryMs : Number.POSITIVE_INFINITY;
  }

  private pass(to: number): void {
    this.times[this.state] += to - this.now;
    this.now = to;
  }

  private abandonProbes(): void {
    this.tally.ignored += this.probes.length;
    this.probes = [];
  }

  private move(change: () => void): void {
    const from = this.state;
    this.abandonProbes();
    change();
    this.era++;
    this.notBefore = 0;
    if (from === this.state) return;
    const name = `${from}_to_${this.state}`;
    this.moves[name] = (this.moves[name] ?? 0) + 1;
  }
}
