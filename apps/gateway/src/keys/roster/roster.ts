import { Breaker, type BreakerOptions, consecutiveFailures, type Transition, type TripRule } from '@switchgear/breaker';
import { Capacity } from '../choice/capacity.ts';
import { KeyIndex } from '../choice/key-index.ts';
import type { KeyRecord, StateStore } from '../state-store.ts';
import type { BreakerLimits, Key, KeyPoolOptions, LimitScope, PoolEvent } from '../types.ts';
import { Account } from './account.ts';
import { PoolKey } from './pool-key.ts';
import { ProbeSchedule } from './probe-schedule.ts';
import { StatusTally } from './status-tally.ts';

/** The options of a pool with every default filled in. */
export interface PoolSettings extends Required<Omit<KeyPoolOptions, 'store'>> {
  readonly store: StateStore | undefined;
}

/** The keys of a provider and all that follows the moves of their breakers: index, probes, backups, saved state. */
export class Roster {
  readonly provider: string;
  readonly limitScope: LimitScope;
  readonly keys: readonly PoolKey[];
  readonly capacity: Capacity;
  readonly index: KeyIndex;
  readonly probes: ProbeSchedule;
  readonly tally = new StatusTally();
  readonly #options: PoolSettings;
  readonly #breaker: BreakerOptions;
  readonly #onChange: (now: number) => void;
  #probing = 0;
  #moved = new Set<PoolKey>();
  #events: PoolEvent[] = [];
  #depth = 0;

  /** `onChange` is told when keys have become usable or have ceased to be. */
  constructor(options: PoolSettings, onChange: (now: number) => void) {
    this.provider = options.provider;
    this.limitScope = options.limitScope;
    this.#options = options;
    this.#breaker = { ...options.breaker, ...tripRules(options.rateRules, options.breaker.failureThreshold) };
    this.#onChange = onChange;
    const accounts = options.accounts.map((account, index) => new Account(account, index));
    this.keys = this.#makeKeys(accounts);
    this.capacity = new Capacity(accounts, options.concurrencyOf);
    this.index = new KeyIndex(this.keys, accounts, this.capacity);
    this.probes = new ProbeSchedule(this.keys, options);
    this.#restore();
  }

  now(): number {
    return this.#options.clock.now();
  }

  /** Collects the moves that the work causes, then follows them up as one: one write, one look at the queue. */
  during<T>(work: () => T): T {
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0 && this.#moved.size > 0) this.#followUp();
    }
  }

  /** To be told of every key whose breaker may have changed without a transition. */
  touch(keys: Iterable<PoolKey>): void {
    for (const key of keys) this.#moved.add(key);
  }

  /** Half-open calls under way. */
  get probing(): number {
    return this.#probing;
  }

  beginProbe(key: PoolKey): void {
    key.probing += 1;
    this.#probing += 1;
    this.#moved.add(key);
  }

  /** A probe of an earlier generation was written off when its breaker moved. */
  endProbe(key: PoolKey, generation: number): void {
    if (generation !== key.generation) return;
    key.probing -= 1;
    this.#probing -= 1;
  }

  /** Lets time take effect. */
  advance(now: number): void {
    if (this.index.reopening.soonest > now) return;
    this.index.advance(now);
    this.during(() => this.#raiseFloor(now));
    this.#onChange(now);
  }

  activate(key: PoolKey, cause: 'minimum_active' | 'rotate'): void {
    key.active = true;
    this.touch([key]);
    this.report({ kind: 'backup_activated', provider: this.provider, key, cause });
  }

  /** Returns the backups that became active. */
  activateBackups(): PoolKey[] {
    const waiting = this.keys.filter((key) => !key.active);
    this.during(() => {
      for (const key of waiting) this.activate(key, 'rotate');
    });
    return waiting;
  }

  reconfigure(limits: BreakerLimits, key?: Key): void {
    // A threshold that is not named stays, and so do the rules that were made with it.
    const named = limits.failureThreshold !== undefined;
    const rules = named ? tripRules(this.#options.rateRules, limits.failureThreshold) : {};
    this.onEach(key, ({ breaker }) => breaker.reconfigure({ ...limits, ...rules }));
  }

  /** Does what an operator asks for to one key, or to all of them where none is named. */
  onEach(key: Key | undefined, work: (key: PoolKey) => void): void {
    if (key !== undefined && !this.index.owns(key)) {
      throw new RangeError(`key ${key.id} is not of provider ${this.provider}; ask the pool for it with find()`);
    }
    this.during(() => {
      for (const one of key === undefined ? this.keys : [key]) {
        work(one);
        this.touch([one]);
      }
    });
  }

  /** Events are handed out once everything they speak of has taken effect. */
  report(event: PoolEvent): void {
    this.#events.push(event);
  }

  #makeKeys(accounts: readonly Account[]): readonly PoolKey[] {
    const keys: PoolKey[] = [];
    const ids = new Set<string>();
    for (const home of accounts) {
      for (const { id, secret } of this.#options.accounts[home.index]?.keys ?? []) {
        if (ids.has(id)) throw new RangeError(`provider ${this.provider} has two keys named ${id}; name each once`);
        ids.add(id);
        const key = new PoolKey(
          { id, secret, index: keys.length, home },
          this.#makeBreaker(() => key),
        );
        home.keys.push(key);
        keys.push(key);
      }
    }
    return keys;
  }

  #makeBreaker(keyOf: () => PoolKey): Breaker {
    const { clock, random } = this.#options;
    const onTransition = (transition: Transition) => this.#noteTransition(keyOf(), transition);
    return new Breaker({ ...this.#breaker, clock, random, onTransition });
  }

  #noteTransition(key: PoolKey, transition: Transition): void {
    key.generation += 1;
    this.#probing -= key.probing;
    key.probing = 0;
    this.report({ kind: 'transition', provider: this.provider, key, ...transition });
    // A lapsed probe moves the breaker when somebody merely looks at it, outside any work of ours.
    this.during(() => this.touch([key]));
  }

  #followUp(): void {
    const now = this.now();
    this.#depth += 1;
    try {
      const records = this.#fileMoved(now);
      this.#options.store?.save(this.provider, records);
    } finally {
      this.#depth -= 1;
    }
    this.#handOutEvents();
    this.#onChange(now);
  }

  /** Filing a key may reveal that another has lapsed, hence the loop. Returns what there is to save. */
  #fileMoved(now: number): Map<string, KeyRecord> {
    const records = new Map<string, KeyRecord>();
    while (this.#moved.size > 0) {
      const moved = this.#moved;
      this.#moved = new Set();
      for (const key of moved) {
        this.#file(key, now);
        records.set(key.id, { snapshot: key.breaker.snapshot(), activated: key.backup && key.active });
      }
      this.#raiseFloor(now);
    }
    return records;
  }

  #file(key: PoolKey, now: number): void {
    this.index.place(key, now);
    this.probes.arrange(key, now);
    this.tally.update(key);
  }

  #raiseFloor(now: number): void {
    while (this.index.usable < this.#options.minimumActive) {
      const key = this.index.takeStandby();
      if (key === undefined) return;
      this.activate(key, 'minimum_active');
      this.index.place(key, now);
    }
  }

  #restore(): void {
    const { provider, store } = this.#options;
    const now = this.now();
    const records = store?.load(provider);
    this.#depth += 1;
    for (const key of this.keys) {
      const record = records?.get(key.id);
      if (record !== undefined) this.#restoreKey(key, record);
      this.#file(key, now);
      this.probes.spread(key, now);
    }
    this.#depth -= 1;
    store?.forget(provider, new Set(this.keys.map((key) => key.id)));
    this.during(() => this.#raiseFloor(now));
    this.#handOutEvents();
  }

  #restoreKey(key: PoolKey, record: KeyRecord): void {
    try {
      key.breaker.restore(record.snapshot);
      key.active ||= record.activated;
    } catch (error) {
      this.report({ kind: 'state_discarded', provider: this.provider, key, cause: error });
    }
  }

  #handOutEvents(): void {
    const events = this.#events;
    this.#events = [];
    for (const event of events) {
      try {
        this.#options.onEvent(event);
      } catch (error) {
        // The call that caused the event is innocent of its listener's fault, and its slot must not leak.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/**
 * Consecutive failures (5, the library's own default) beside rate rules: explicit rules replace the one that
 * `failureThreshold` alone would make.
 */
function tripRules(rateRules: readonly TripRule[], failureThreshold = 5): Pick<BreakerOptions, 'tripRules'> {
  return rateRules.length === 0 ? {} : { tripRules: [consecutiveFailures(failureThreshold), ...rateRules] };
}
