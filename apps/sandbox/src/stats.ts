export interface KeyStats {
  /** Calls for answers. */
  calls: number;
  /** Free calls: models and balance. */
  free: number;
  /** Calls whose client went away before the end. */
  aborted: number;
  /** Calls by status, or `refused` and `silent`. */
  answers: Record<string, number>;
  /** Calls by the kind of fault they suffered. */
  faults: Record<string, number>;
}

/** Counts per key what was asked and what was answered. */
export class Stats {
  #keys = new Map<string, KeyStats>();

  of(key: string): KeyStats {
    let stats = this.#keys.get(key);
    if (!stats) {
      stats = { calls: 0, free: 0, aborted: 0, answers: {}, faults: {} };
      this.#keys.set(key, stats);
    }
    return stats;
  }

  list(): Record<string, KeyStats> {
    return Object.fromEntries(this.#keys);
  }

  clear(): void {
    this.#keys.clear();
  }
}

export function increment(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
