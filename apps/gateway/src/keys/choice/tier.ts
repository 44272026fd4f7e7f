import type { Account } from '../roster/account.ts';
import type { PoolKey } from '../roster/pool-key.ts';
import type { Capacity, Lane } from './capacity.ts';
import { Weights } from './weights.ts';

/**
 * Keys that are equally good to call, one row per account. Every lane sees only the rows of accounts that have a
 * concurrency slot left in it, so a draw never meets a full account.
 */
export class Tier {
  readonly name: 'ready' | 'due' | 'spare';
  readonly #accounts: readonly Account[];
  readonly #capacity: Capacity;
  readonly #rows: PoolKey[][];
  /** By lane. */
  readonly #weights: Weights[] = [];
  #size = 0;

  constructor(name: Tier['name'], accounts: readonly Account[], capacity: Capacity) {
    this.name = name;
    this.#accounts = accounts;
    this.#capacity = capacity;
    this.#rows = accounts.map(() => []);
  }

  /** All its keys, those of full accounts included. */
  get size(): number {
    return this.#size;
  }

  /** Keys that a call in this lane may take now. */
  available(lane: Lane): number {
    return this.#weights[lane.index]?.total ?? 0;
  }

  /** The key of that rank, 0 to `available(lane)` - 1, in no particular order. */
  at(lane: Lane, rank: number): PoolKey {
    const weights = this.#weights[lane.index];
    if (weights === undefined) throw new RangeError(`tier ${this.name} has no lane ${lane.index}`);
    return weights.pick(rank, this.#rows);
  }

  add(key: PoolKey): void {
    const row = this.#rowOf(key.home);
    key.tier = this;
    key.slot = row.length;
    row.push(key);
    this.#resized(key.home, 1);
  }

  remove(key: PoolKey): void {
    const row = this.#rowOf(key.home);
    const last = row.pop();
    if (last !== undefined && last !== key) {
      row[key.slot] = last;
      last.slot = key.slot;
    }
    key.tier = undefined;
    this.#resized(key.home, -1);
  }

  addLane(lane: Lane): void {
    this.#weights[lane.index] = new Weights(this.#rows.length);
    for (const account of this.#accounts) this.refresh(account, lane);
  }

  /** To be called when the account became full in that lane, or no longer is. */
  refresh(account: Account, lane: Lane): void {
    const visible = this.#capacity.admits(account, lane) ? this.#rowOf(account).length : 0;
    this.#weights[lane.index]?.set(account.index, visible);
  }

  #rowOf(account: Account): PoolKey[] {
    const row = this.#rows[account.index];
    if (row === undefined) throw new RangeError(`account ${account.name} is not of this pool`);
    return row;
  }

  #resized(account: Account, change: 1 | -1): void {
    this.#size += change;
    for (const lane of this.#capacity.lanes) this.refresh(account, lane);
  }
}
