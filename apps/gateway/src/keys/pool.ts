import { type Mode, type Permit, rejected, systemClock } from '@switchgear/breaker';
import type { Lane } from './choice/capacity.ts';
import { choose } from './choice/choose.ts';
import { KeysUnavailable, type KeysUnavailableCode } from './errors.ts';
import { conclude } from './roster/consequences.ts';
import { takeProbe } from './roster/free-probe.ts';
import { KeyLease } from './roster/lease.ts';
import type { PoolKey } from './roster/pool-key.ts';
import { type PoolSettings, Roster } from './roster/roster.ts';
import { Alarm, systemScheduler } from './scheduler.ts';
import type {
  AcquireRequest,
  BreakerLimits,
  FreeProbe,
  Key,
  KeyPoolOptions,
  KeyReport,
  Lease,
  Settlement,
  StatusCounts,
} from './types.ts';
import { type Waiter, WaitQueue } from './wait-queue.ts';

/** While so few probes are under way, a request goes to a key that wants one before it goes to a healthy key. */
const probesFirst = 3;
/** Beyond that, of the calls under way at most this share may be probes that had a healthy alternative. */
const probeShare = 0.25;
/** Breakers that may refuse, as they do while they ramp up, before a request gives up. */
const maxRefusals = 8;
/** When breakers refuse although they are closed, the queue asks again after this. */
const refusedPauseMs = 100;
const leastRetryAfterMs = 1000;
/** What a caller is told when only an operator can help. */
const noDeadlineRetryAfterMs = 60_000;

const defaults = {
  breaker: {},
  rateRules: [],
  concurrencyOf: () => undefined,
  limitScope: 'key',
  minimumActive: 1,
  queueLimit: 100,
  queueTimeoutMs: 10_000,
  idleProbeMs: 30_000,
  quarantineProbeMs: 900_000,
  clock: systemClock,
  scheduler: systemScheduler,
  random: Math.random,
  onEvent: () => {},
  store: undefined,
} as const;

/** Makes the pool of one provider's keys, in the state that the store remembers. */
export function createKeyPool(options: KeyPoolOptions): KeyPool {
  return new KeyPool({ ...defaults, ...options });
}

/** All keys of one provider. */
export class KeyPool {
  readonly provider: string;
  readonly keys: readonly Key[];
  readonly #options: PoolSettings;
  readonly #alarm: Alarm;
  readonly #queue = new WaitQueue(() => this.#alarm.stop());
  readonly #roster: Roster;
  readonly #byId: ReadonlyMap<string, PoolKey>;
  readonly #endLease = (lease: KeyLease, result: Settlement) => this.#end(lease, result);
  #serving = false;
  /** Keys have come or gone since the whole queue was last looked through. */
  #keysChanged = false;
  #closed = false;

  constructor(options: PoolSettings) {
    this.provider = options.provider;
    this.#options = options;
    this.#alarm = new Alarm(options.scheduler, () => this.#wake());
    this.#roster = new Roster(options, (now) => this.#serveAll(now));
    this.keys = this.#roster.keys;
    this.#byId = new Map(this.#roster.keys.map((key) => [key.id, key]));
  }

  /** Requests waiting for a slot. */
  get queued(): number {
    return this.#queue.size;
  }

  find(id: string): Key | undefined {
    return this.#byId.get(id);
  }

  /**
   * A lease at once when a key is free, a promise when the request must queue for concurrency.
   *
   * A key that wants a probe comes first, one call at a time, for requests that have tried no key yet and while few
   * probes are under way; then the less loaded of two random healthy keys; then whatever else can be probed. A lease
   * that is granted just as the signal aborts must still be settled.
   *
   * @throws KeysUnavailable (or rejects with it) when no key can take the call.
   */
  acquire(request: AcquireRequest): Lease | Promise<Lease> {
    const roster = this.#roster;
    const now = roster.now();
    if (this.#closed) throw this.#unavailable('no_key_available', now);
    roster.advance(now);
    const lane = roster.capacity.laneOf(request.model);
    const lease = this.#take(request.exclude, lane, now);
    if (lease !== undefined) return lease;
    if (!roster.index.usableBeside(request.exclude)) throw this.#unavailable('no_key_available', now);
    if (this.#queue.size >= this.#options.queueLimit) throw this.#unavailable('queue_full', now);
    const granted = this.#queue.add(request, lane, now + this.#options.queueTimeoutMs);
    this.#setAlarm(now);
    return granted;
  }

  /** Leaves at once with a lease, or without one. */
  #take(exclude: ReadonlySet<Key>, lane: Lane, now: number): KeyLease | undefined {
    const { index } = this.#roster;
    if (exclude.size === 0 && index.available(lane) === 0) return undefined;
    return this.#roster.during(() => {
      // Keys that this request has tried are not chosen again.
      const aside = index.setAside(exclude);
      const lease = this.#tryKeys(lane, exclude.size === 0, aside);
      for (const key of aside) index.place(key, now);
      return lease;
    });
  }

  #tryKeys(lane: Lane, firstTry: boolean, aside: PoolKey[]): KeyLease | undefined {
    const { index } = this.#roster;
    for (let refusals = 0; refusals < maxRefusals; refusals += 1) {
      // A caller pays at most once for finding out whether a key works again.
      const key = choose(index, lane, firstTry && this.#mayProbeFirst(), this.#options.random);
      if (key === undefined) return undefined;
      const permit = key.breaker.acquire();
      if (permit !== rejected) return this.#begin(key, permit, lane);
      key.tier?.remove(key);
      aside.push(key);
    }
    return undefined;
  }

  /** Healthy traffic must not all wait on keys that may be dead. */
  #mayProbeFirst(): boolean {
    const { probing, capacity } = this.#roster;
    return probing < Math.max(probesFirst, capacity.inFlight * probeShare);
  }

  #begin(key: PoolKey, permit: Permit, lane: Lane): KeyLease {
    const isProbe = key.tier !== this.#roster.index.ready;
    key.inFlight += 1;
    this.#roster.capacity.take(key.home, lane);
    if (isProbe) this.#roster.beginProbe(key);
    return new KeyLease(key, permit, lane, isProbe, this.#endLease);
  }

  #end(lease: KeyLease, result: Settlement): void {
    const roster = this.#roster;
    const { key, lane, permit } = lease;
    roster.during(() => {
      key.inFlight -= 1;
      roster.capacity.release(key.home, lane);
      if (lease.isProbe) roster.endProbe(key, lease.generation);
      const touched = conclude(key, permit, result, roster.limitScope, roster.now());
      // A healthy key that stays healthy, the common case, needs no second look.
      if (key.tier !== roster.index.ready || tripsFromOutside(result)) roster.touch(touched);
    });
    if (this.#queue.size > 0) this.#serve(roster.now());
  }

  #slotFree(): boolean {
    for (const lane of this.#queue.lanes()) if (this.#roster.index.available(lane) > 0) return true;
    return false;
  }

  /** Grants what can be granted, in order of arrival; where keys have come or gone, refuses whoever waits in vain. */
  #serve(now: number): void {
    if (this.#serving) return;
    this.#serving = true;
    try {
      do {
        const thorough = this.#keysChanged;
        this.#keysChanged = false;
        for (const waiter of this.#queue) {
          if (!thorough && !this.#slotFree()) break;
          this.#attend(waiter, now);
        }
        // Granting may move breakers, on which those who were passed over may depend.
      } while (this.#keysChanged && this.#queue.size > 0);
    } finally {
      this.#serving = false;
    }
    this.#setAlarm(now);
  }

  #serveAll(now: number): void {
    this.#keysChanged = true;
    this.#serve(now);
  }

  #attend(waiter: Waiter, now: number): void {
    if (waiter.deadline <= now) {
      waiter.refuse(this.#unavailable('queue_timeout', now));
      return;
    }
    const { exclude } = waiter.request;
    const lease = this.#take(exclude, waiter.lane, now);
    if (lease !== undefined) waiter.grant(lease);
    else if (!this.#roster.index.usableBeside(exclude)) waiter.refuse(this.#unavailable('no_key_available', now));
  }

  #wake(): void {
    const now = this.#roster.now();
    this.#roster.advance(now);
    this.#serveAll(now);
  }

  #setAlarm(now: number): void {
    if (this.#queue.size === 0) return;
    const retryAt = this.#slotFree() ? now + refusedPauseMs : Number.POSITIVE_INFINITY;
    this.#alarm.set(Math.min(this.#queue.soonestDeadline, this.#roster.index.reopening.soonest, retryAt), now);
  }

  #unavailable(code: KeysUnavailableCode, now: number): KeysUnavailable {
    const { tally } = this.#roster;
    const rateLimited = code === 'no_key_available' && tally.rateLimited;
    return new KeysUnavailable(code, this.provider, Math.max(leastRetryAfterMs, this.#untilUsable(now)), rateLimited);
  }

  #untilUsable(now: number): number {
    const { index, probes } = this.#roster;
    if (index.usable > 0) return 0;
    const at = Math.min(index.reopening.soonest, probes.soonest);
    return at === Number.POSITIVE_INFINITY ? noDeadlineRetryAfterMs : Math.max(0, Math.ceil(at - now));
  }

  /** When the soonest key could take a call: 0 when one could now, else finite. */
  retryAfterMs(): number {
    const now = this.#roster.now();
    this.#roster.advance(now);
    return this.#untilUsable(now);
  }

  /** Epoch milliseconds of a key's next free probe, should no request probe it first; undefined when it needs none. */
  nextProbeAt(key: Key): number | undefined {
    const { index, probes } = this.#roster;
    return index.owns(key) ? probes.dueAt(key) : undefined;
  }

  statusCounts(): StatusCounts {
    return this.#roster.tally.counts;
  }

  list(): KeyReport[] {
    return this.#roster.keys.map((key) => key.report());
  }

  /** Closes one breaker, or all of them. */
  reset(key?: Key): void {
    this.#roster.onEach(key, ({ breaker }) => breaker.reset());
  }

  override(key: Key, mode: Mode): void {
    this.#roster.onEach(key, (one) => {
      one.breaker.override(mode);
      this.#roster.report({ kind: 'override', provider: this.provider, key: one, mode });
    });
  }

  /** Hot reload of one breaker, or all; counters are kept. */
  reconfigure(limits: BreakerLimits, key?: Key): void {
    this.#roster.reconfigure(limits, key);
  }

  /** With `activateBackup` every backup becomes active; returns the keys that did. */
  rotate({ activateBackup }: { activateBackup: boolean }): Key[] {
    return activateBackup ? this.#roster.activateBackups() : [];
  }

  /** The next free probe that is due, begun; undefined when there is none. For the prober. */
  takeProbe(): FreeProbe | undefined {
    return takeProbe(this.#roster);
  }

  /** Refuses all waiters and every later request; a lease may still be settled. */
  close(): void {
    this.#closed = true;
    this.#alarm.stop();
    const now = this.#roster.now();
    for (const waiter of this.#queue) waiter.refuse(this.#unavailable('no_key_available', now));
  }
}

function tripsFromOutside(result: Settlement): boolean {
  return result.kind === 'rate_limit' || result.kind === 'credential' || result.kind === 'credit';
}
