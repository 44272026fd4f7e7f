import { Breaker, type BreakerOptions, type Clock, type Transition } from '@switchgear/breaker';
import { Capacity } from '../choice/capacity.ts';
import { KeyIndex } from '../choice/key-index.ts';
import type { KeyRecord, StateStore } from '../state-store.ts';
import type { AccountOptions, PoolEvent } from '../types.ts';
import { Account } from './account.ts';
import { PoolKey } from './pool-key.ts';
import { ProbeSchedule } from './probe-schedule.ts';
import { StatusTally } from './status-tally.ts';

export interface RosterOptions {
  readonly provider: string;
  readonly accounts: readonly AccountOptions[];
  readonly breaker: BreakerOptions;
  readonly concurrencyOf: (model: string) => number | undefined;
  readonly minimumActive: number;
  readonly idleProbeMs: number;
  readonly quarantineProbeMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly store: StateStore | undefined;
  readonly onEvent: (event: PoolEvent) => void;
  /** Keys have become usable or have ceased to be. */
  readonly onChange: (now: number) => void;
}

/** The keys of a provider and all that follows the moves of their breakers: index, probes, backups, saved state. */
export class Roster {
  readonly keys: readonly PoolKey[];
  readonly capacity: Capacity;
  readonly index: KeyIndex;
  readonly probes: ProbeSchedule;
  readonly tally = new StatusTally();
  readonly #options: RosterOptions;
  #probing = 0;
  #moved = new Set<PoolKey>();
  #events: PoolEvent[] = [];
  #depth = 0;

  constructor(options: RosterOptions) {
    this.#options = options;
    const accounts = options.accounts.map((account, index) => new Account(account, index));
    this.keys = this.#makeKeys(accounts);
    this.capacity = new Capacity(accounts, options.concurrencyOf);
    this.index = new KeyIndex(this.keys, accounts, this.capacity);
    this.probes = new ProbeSchedule(
      this.keys,
      { idleMs: options.idleProbeMs, quarantineMs: options.quarantineProbeMs },
      options.random,
    );
    this.#restore();
  }

  get provider(): string {
    return this.#options.provider;
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
    this.#options.onChange(now);
  }

  activate(key: PoolKey, cause: 'minimum_active' | 'rotate'): void {
    key.active = true;
    this.touch([key]);
    this.report({ kind: 'backup_activated', provider: this.provider, key, cause });
  }

  /** Events are handed out once everything they speak of has taken effect. */
  report(event: PoolEvent): void {
    this.#events.push(event);
  }

  #makeKeys(accounts: readonly Account[]): readonly PoolKey[] {
    const keys: PoolKey[] = [];
    const ids = new Set<string>();
    for (const [position, { keys: configured }] of this.#options.accounts.entries()) {
      const home = accounts[position];
      if (home === undefined) continue;
      for (const { id, secret } of configured) {
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
    const { breaker, clock, random } = this.#options;
    const onTransition = (transition: Transition) => this.#noteTransition(keyOf(), transition);
    return new Breaker({ ...breaker, clock, random, onTransition });
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
    this.#options.onChange(now);
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
