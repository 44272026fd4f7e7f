import { DatabaseError } from '@switchgear/service';
import type { WatcherErrorType } from '../metrics/metrics.ts';

type Place = Extract<WatcherErrorType, 'queue' | 'history'>;

/** Without a history a run counts all the same; one that is in use is free again soon. */
export function mayPass(place: WatcherErrorType, error: unknown): boolean {
  return place !== 'history' || DatabaseError.from(error).fault === 'in_use';
}

/** What is written in its order: no change leaves the queue before what its run has shown is kept. */
export class Outbox {
  readonly #waiting: { readonly place: Place; readonly write: () => void }[] = [];
  readonly #onFault: (place: Place, error: unknown) => void;

  constructor(onFault: (place: Place, error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** What cannot be written now, on a full disk for instance, stays for a later flush. */
  write(place: Place, write: () => void): void {
    this.#waiting.push({ place, write });
    if (this.#waiting.length === 1) this.flush();
  }

  flush(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      try {
        next.write();
      } catch (error) {
        this.#onFault(next.place, error);
        if (mayPass(next.place, error)) return;
      }
      this.#waiting.shift();
    }
  }
}
