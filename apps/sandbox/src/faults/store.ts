import type { Call } from '../call.ts';
import type { Fault } from './fault.ts';

/** The key that stands for all keys. */
const everyKey = '*';

interface Entry {
  readonly fault: Fault;
  remaining: number | undefined;
}

/** The faults that are set at the moment, one per key. */
export class FaultStore {
  readonly #entries = new Map<string, Entry>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  set(key: string, fault: Fault): void {
    this.#entries.set(key, { fault, remaining: fault.times });
  }

  /** Whether there was one to lift. */
  lift(key: string): boolean {
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  list(): Record<string, Readonly<Record<string, unknown>>> {
    return Object.fromEntries(
      [...this.#entries].map(([key, { fault, remaining }]) => [
        key,
        remaining === undefined ? fault.settings : { ...fault.settings, remaining },
      ]),
    );
  }

  /** The fault that this call suffers, if any: that of its own key before that of all keys. */
  take(call: Call): Fault | undefined {
    for (const key of [call.key, everyKey]) {
      const entry = this.#entries.get(key);
      if (!entry || (call.free && !entry.fault.alsoProbes) || this.#random() >= entry.fault.probability) continue;
      if (entry.remaining !== undefined && --entry.remaining === 0) this.#entries.delete(key);
      return entry.fault;
    }
    return undefined;
  }
}
