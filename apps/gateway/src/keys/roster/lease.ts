import type { Permit } from '@switchgear/breaker';
import type { Lane } from '../choice/capacity.ts';
import type { Lease, Settlement } from '../types.ts';
import type { PoolKey } from './pool-key.ts';

/** A call under way; knows how to be ended, once. */
export class KeyLease implements Lease {
  readonly key: PoolKey;
  readonly permit: Permit;
  readonly lane: Lane;
  readonly isProbe: boolean;
  /** Of the key when the call began. */
  readonly generation: number;
  readonly #end: (lease: KeyLease, result: Settlement) => void;
  #settled = false;

  constructor(
    key: PoolKey,
    permit: Permit,
    lane: Lane,
    isProbe: boolean,
    end: (lease: KeyLease, result: Settlement) => void,
  ) {
    this.key = key;
    this.permit = permit;
    this.lane = lane;
    this.isProbe = isProbe;
    this.generation = key.generation;
    this.#end = end;
  }

  settle(result: Settlement): void {
    if (this.#settled) throw new Error(`the lease of key ${this.key.id} was settled twice; settle every lease once`);
    this.#settled = true;
    this.#end(this, result);
  }
}
