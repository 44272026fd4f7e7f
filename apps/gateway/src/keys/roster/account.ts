import type { PoolKey } from './pool-key.ts';

/** What a provider bills and limits: a group of keys that share their trouble. */
export class Account {
  readonly name: string;
  readonly backup: boolean;
  /** Position among the accounts of the pool. */
  readonly index: number;
  /** Concurrent calls over all its keys and models; Infinity when unlimited. */
  readonly maxConcurrent: number;
  readonly keys: PoolKey[] = [];
  inFlight = 0;

  constructor(options: { name: string; backup: boolean; maxConcurrent?: number | undefined }, index: number) {
    this.name = options.name;
    this.backup = options.backup;
    this.index = index;
    this.maxConcurrent = options.maxConcurrent ?? Number.POSITIVE_INFINITY;
  }
}
