import type { Snapshot } from '@switchgear/breaker';

/** What is kept of one key over a restart: states and numbers, never key material. */
export interface KeyRecord {
  /** Breaker state with deadline, reason, counts and override. */
  readonly snapshot: Snapshot;
  /** A backup that has been activated. */
  readonly activated: boolean;
}

/** Where key states live between runs. No method throws for the disk's trouble: calls must go on without it. */
export interface StateStore {
  /** Records by key id. */
  load(provider: string): ReadonlyMap<string, KeyRecord>;
  /** Writes at once: when this returns, the records survive the death of the process. */
  save(provider: string, records: ReadonlyMap<string, KeyRecord>): void;
  /** Drops the records of keys that are configured no longer. */
  forget(provider: string, configured: ReadonlySet<string>): void;
  /** Nothing is saved afterwards. */
  close(): void;
}
