import type { Breaker } from '@switchgear/breaker';
import type { Tier } from '../choice/tier.ts';
import type { Key, KeyStatus } from '../types.ts';
import type { Account } from './account.ts';

/** A key with the bookkeeping of its pool. */
export class PoolKey {
  /** Alias or keyed hash: safe in logs, metrics and files. */
  readonly id: string;
  readonly account: string;
  /** Configured as a backup, whether activated or not. */
  readonly backup: boolean;
  readonly breaker: Breaker;
  readonly home: Account;
  /** Position among all keys of the pool. */
  readonly index: number;
  /** False only for a backup that has not been activated. */
  active: boolean;
  /** Calls leased and not yet settled. */
  inFlight = 0;
  /** Half-open calls leased since the last transition and not settled. */
  probing = 0;
  /** Counts transitions, so that a call of an earlier state is not taken for a probe of this one. */
  generation = 0;
  /** Where the index keeps it; undefined while it is not usable. */
  tier: Tier | undefined;
  slot = 0;
  /** Its next free probe is that of a quarantine. */
  awaitsRelease = false;
  /** A free probe is under way. */
  beingProbed = false;
  /** Private, so that a key that is logged or serialised by mistake shows no secret. */
  readonly #secret: string;

  constructor(key: { id: string; secret: string; index: number; home: Account }, breaker: Breaker) {
    this.id = key.id;
    this.#secret = key.secret;
    this.index = key.index;
    this.home = key.home;
    this.account = key.home.name;
    this.backup = key.home.backup;
    this.active = !key.home.backup;
    this.breaker = breaker;
  }

  /** What the provider knows; only upstream calls may read it. */
  get secret(): string {
    return this.#secret;
  }

  get quarantined(): boolean {
    const { mode, state, openUntil } = this.breaker;
    return mode === 'auto' && state === 'open' && (openUntil === undefined || openUntil === Number.POSITIVE_INFINITY);
  }

  get status(): KeyStatus {
    if (this.quarantined) return 'quarantined';
    if (!this.active) return 'backup';
    const passes = this.breaker.mode === 'disabled' || this.breaker.mode === 'metrics_only';
    return passes || this.breaker.state !== 'open' ? 'active' : 'resting';
  }

  /** What an operator may know of it. */
  report() {
    const { id, account, backup, status, inFlight } = this;
    const { state, mode, openUntil, openReason } = this.breaker;
    const shown = { id, account, backup, status, state, mode, inFlight };
    return {
      ...shown,
      /** Epoch milliseconds; only a finite deadline. */
      ...(openUntil !== undefined && openUntil !== Number.POSITIVE_INFINITY && { openUntil }),
      ...(openReason !== undefined && { openReason }),
    };
  }

  /** What a logger may write of it. */
  toJSON(): Pick<Key, 'id' | 'account' | 'backup' | 'active'> {
    return { id: this.id, account: this.account, backup: this.backup, active: this.active };
  }
}
