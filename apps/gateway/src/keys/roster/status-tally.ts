import type { KeyStatus, StatusCounts } from '../types.ts';
import type { PoolKey } from './pool-key.ts';

/** Keys by status, kept current so that neither a scrape nor a refusal counts through them. */
export class StatusTally {
  readonly #counts: Record<KeyStatus, number> = { active: 0, resting: 0, quarantined: 0, backup: 0 };
  readonly #entries = new Map<PoolKey, { status: KeyStatus; limited: boolean }>();
  #limited = 0;

  get counts(): StatusCounts {
    return { ...this.#counts };
  }

  /** No key is in use, and all that rest do so because of a 429. */
  get rateLimited(): boolean {
    return this.#counts.active === 0 && this.#limited > 0 && this.#limited === this.#counts.resting;
  }

  update(key: PoolKey): void {
    const before = this.#entries.get(key);
    const { status } = key;
    const limited = status === 'resting' && key.breaker.openReason === 'rate_limit';
    if (before?.status === status && before.limited === limited) return;
    if (before !== undefined) this.#count(before, -1);
    const entry = { status, limited };
    this.#count(entry, 1);
    this.#entries.set(key, entry);
  }

  #count(entry: { status: KeyStatus; limited: boolean }, step: 1 | -1): void {
    this.#counts[entry.status] += step;
    if (entry.limited) this.#limited += step;
  }
}
