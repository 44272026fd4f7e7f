import type { Lane } from './choice/capacity.ts';
import type { AcquireRequest, Lease } from './types.ts';

/** A request that waits for a concurrency slot. */
export interface Waiter {
  readonly request: AcquireRequest;
  readonly lane: Lane;
  /** Epoch milliseconds. */
  readonly deadline: number;
  grant(lease: Lease): void;
  refuse(reason: unknown): void;
}

/** Requests in order of arrival. A waiter leaves at once when granted, refused or aborted. */
export class WaitQueue {
  readonly #waiters = new Set<Waiter>();
  readonly #perLane = new Map<Lane, number>();
  readonly #onEmpty: () => void;

  constructor(onEmpty: () => void) {
    this.#onEmpty = onEmpty;
  }

  get size(): number {
    return this.#waiters.size;
  }

  /** Deadline of the first in line, which is the soonest; Infinity when nobody waits. */
  get soonestDeadline(): number {
    for (const waiter of this.#waiters) return waiter.deadline;
    return Number.POSITIVE_INFINITY;
  }

  lanes(): IterableIterator<Lane> {
    return this.#perLane.keys();
  }

  /** First come, first served; waiters may be removed while iterating. */
  [Symbol.iterator](): IterableIterator<Waiter> {
    return this.#waiters.values();
  }

  add(request: AcquireRequest, lane: Lane, deadline: number): Promise<Lease> {
    const { signal } = request;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#remove(waiter);
        signal.removeEventListener('abort', abort);
      };
      const abort = () => {
        leave();
        reject(signal.reason);
      };
      const waiter: Waiter = {
        request,
        lane,
        deadline,
        grant: (lease) => {
          leave();
          resolve(lease);
        },
        refuse: (reason) => {
          leave();
          reject(reason);
        },
      };
      signal.addEventListener('abort', abort);
      this.#waiters.add(waiter);
      this.#perLane.set(lane, (this.#perLane.get(lane) ?? 0) + 1);
    });
  }

  #remove(waiter: Waiter): void {
    if (!this.#waiters.delete(waiter)) return;
    const left = (this.#perLane.get(waiter.lane) ?? 1) - 1;
    if (left === 0) this.#perLane.delete(waiter.lane);
    else this.#perLane.set(waiter.lane, left);
    if (this.#waiters.size === 0) this.#onEmpty();
  }
}
