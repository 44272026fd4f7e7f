import type { BreakerOptions, Clock, Mode, ReloadableOptions, Transition, TripRule } from '@switchgear/breaker';
import type { PoolKey } from './roster/pool-key.ts';
import type { StateStore } from './state-store.ts';

/** One API key of a provider, as far as others may see it. */
export type Key = Readonly<Pick<PoolKey, 'id' | 'secret' | 'account' | 'backup' | 'active' | 'inFlight' | 'breaker'>>;

/** What became of a leased call; the proxy's verdict, which the pool turns into the states of keys. */
export type Settlement =
  | { kind: 'success'; durationMs: number }
  /** The caller's own error or abort: gives the permit back, moves nothing. */
  | { kind: 'ignored' }
  | { kind: 'failure'; durationMs?: number; retryAfterMs?: number }
  /** 429: rests the key, or its account where the provider limits accounts. */
  | { kind: 'rate_limit'; retryAfterMs?: number }
  /** 401, 403: quarantine of the key. */
  | { kind: 'credential' }
  /** 402: quarantine of all keys of the account. */
  | { kind: 'credit' };

/** Permission to make one call with one key. */
export interface Lease {
  readonly key: Key;
  /**
   * Gives the key back, exactly once: frees the concurrency slot, moves the breaker, serves the queue.
   * @throws Error when settled a second time; nothing is counted twice.
   */
  settle(result: Settlement): void;
}

export interface AcquireRequest {
  readonly model: string;
  /** Keys that this request has tried already; never chosen again. */
  readonly exclude: ReadonlySet<Key>;
  /** Removes the request from the queue at once; the promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/** How many keys are in which condition; every key is in exactly one. */
export interface StatusCounts {
  /** In use: closed or half-open. */
  active: number;
  /** Open until a deadline or the probe that comes after it, or forced open. */
  resting: number;
  /** Open without a deadline, after 401, 402 or 403. */
  quarantined: number;
  /** Backups that have not been activated. */
  backup: number;
}

export type KeyStatus = keyof StatusCounts;

/** One row of the admin list. */
export type KeyReport = ReturnType<PoolKey['report']>;

/** A free call that finds out whether a key works again, under way. Takes no concurrency slot. */
export interface FreeProbe {
  readonly key: Key;
  /**
   * To be called exactly once. A 401, 402 or 429 has its usual effect.
   *
   * @returns another probe to be made at once, where the breaker would else be left half-open
   * @throws Error when settled a second time
   */
  settle(result: Settlement): FreeProbe | undefined;
}

/** What changed, for logs and metrics; never holds a secret. */
export type PoolEvent = { readonly provider: string; readonly key: Key } & (
  | ({ readonly kind: 'transition' } & Transition)
  | { readonly kind: 'backup_activated'; readonly cause: 'minimum_active' | 'rotate' }
  /** The saved state of a key could not be used; it starts closed. */
  | { readonly kind: 'state_discarded'; readonly cause: unknown }
  | { readonly kind: 'override'; readonly mode: Mode }
);

/** What of a breaker may change while it is in use. */
export type BreakerLimits = Omit<ReloadableOptions, 'onTransition' | 'classify'>;

/** What a 429 rests. */
export type LimitScope = 'key' | 'account';

export interface AccountOptions {
  readonly name: string;
  /** Its keys are kept back until the active ones fall below the floor. */
  readonly backup: boolean;
  /** Concurrent calls over all keys of the account; unlimited when absent. */
  readonly maxConcurrent?: number | undefined;
  readonly keys: readonly { readonly id: string; readonly secret: string }[];
}

export interface KeyPoolOptions {
  readonly provider: string;
  readonly accounts: readonly AccountOptions[];
  /** For every key's breaker; its `clock`, `random` and `onTransition` are set by the pool. */
  readonly breaker?: BreakerOptions;
  /** Trip a breaker beside consecutive failures, whose threshold may change while these stay. */
  readonly rateRules?: readonly TripRule[];
  /** Concurrent calls per account for a model; undefined means no limit for that model. */
  readonly concurrencyOf?: (model: string) => number | undefined;
  /** Default 'key'. */
  readonly limitScope?: LimitScope;
  /** Usable active keys below which backups are activated. Default 1. */
  readonly minimumActive?: number;
  /** Requests that may wait for a concurrency slot. Default 100. */
  readonly queueLimit?: number;
  /** How long a request waits for a slot. Default 10 s. */
  readonly queueTimeoutMs?: number;
  /** Milliseconds from its deadline until an open key that no request has probed gets a free probe. Default 30 s. */
  readonly idleProbeMs?: number;
  /** Milliseconds between the background probes of a quarantined key. Default 15 min. */
  readonly quarantineProbeMs?: number;
  readonly clock?: Clock;
  readonly scheduler?: Scheduler;
  /** In [0, 1). Default Math.random. */
  readonly random?: () => number;
  /** Keeps states over a restart; without it they are lost. */
  readonly store?: StateStore;
  readonly onEvent?: (event: PoolEvent) => void;
}

/** Timers as an input, so that tests move them by hand. */
export interface Scheduler {
  /** Runs `task` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void;
}
