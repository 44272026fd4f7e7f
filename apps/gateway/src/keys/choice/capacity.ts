import type { Account } from '../roster/account.ts';
import type { Tier } from './tier.ts';

/** The calls of one model, or of all models that have no limit of their own. */
export class Lane {
  readonly index: number;
  /** Concurrent calls per account; Infinity when unlimited. */
  readonly limit: number;
  /** By account. */
  readonly inFlight: Int32Array;

  constructor(index: number, limit: number, accounts: number) {
    this.index = index;
    this.limit = limit;
    this.inFlight = new Int32Array(accounts);
  }

  inFlightOf(account: Account): number {
    return this.inFlight[account.index] ?? 0;
  }
}

/** Concurrency slots per account and per model; keeps the tiers' view of full accounts current. */
export class Capacity {
  readonly #accounts: readonly Account[];
  readonly #concurrencyOf: (model: string) => number | undefined;
  readonly #lanes: Lane[] = [];
  readonly #laneByModel = new Map<string, Lane>();
  readonly #unlimited: Lane;
  #tiers: readonly Tier[] = [];
  #inFlight = 0;

  constructor(accounts: readonly Account[], concurrencyOf: (model: string) => number | undefined) {
    this.#accounts = accounts;
    this.#concurrencyOf = concurrencyOf;
    this.#unlimited = this.#open(Number.POSITIVE_INFINITY);
  }

  /** Calls under way over all accounts. */
  get inFlight(): number {
    return this.#inFlight;
  }

  get lanes(): readonly Lane[] {
    return this.#lanes;
  }

  show(tiers: readonly Tier[]): void {
    this.#tiers = tiers;
    for (const tier of tiers) for (const lane of this.#lanes) tier.addLane(lane);
  }

  laneOf(model: string): Lane {
    const known = this.#laneByModel.get(model);
    if (known !== undefined) return known;
    const limit = this.#concurrencyOf(model);
    if (limit === undefined) return this.#unlimited;
    const lane = this.#open(limit);
    this.#laneByModel.set(model, lane);
    return lane;
  }

  admits(account: Account, lane: Lane): boolean {
    return account.inFlight < account.maxConcurrent && lane.inFlightOf(account) < lane.limit;
  }

  take(account: Account, lane: Lane): void {
    this.#move(account, lane, 1);
    if (account.inFlight === account.maxConcurrent) this.#refreshAll(account);
    else if (lane.inFlightOf(account) === lane.limit) this.#refresh(account, lane);
  }

  release(account: Account, lane: Lane): void {
    const wasFull = account.inFlight === account.maxConcurrent;
    const laneWasFull = lane.inFlightOf(account) === lane.limit;
    this.#move(account, lane, -1);
    if (wasFull) this.#refreshAll(account);
    else if (laneWasFull) this.#refresh(account, lane);
  }

  #move(account: Account, lane: Lane, step: 1 | -1): void {
    this.#inFlight += step;
    account.inFlight += step;
    lane.inFlight[account.index] = lane.inFlightOf(account) + step;
  }

  #open(limit: number): Lane {
    const lane = new Lane(this.#lanes.length, limit, this.#accounts.length);
    this.#lanes.push(lane);
    for (const tier of this.#tiers) tier.addLane(lane);
    return lane;
  }

  #refresh(account: Account, lane: Lane): void {
    for (const tier of this.#tiers) tier.refresh(account, lane);
  }

  #refreshAll(account: Account): void {
    for (const lane of this.#lanes) this.#refresh(account, lane);
  }
}
