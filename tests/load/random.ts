import { seededRandom } from '../../apps/sandbox/src/text/random.ts';

/** Choices that depend on a seed alone, so that a run can be had again. */
export class Random {
  readonly #next: () => number;

  constructor(seed: string) {
    this.#next = seededRandom(seed);
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A number from `low` up to `high`. */
  between(low: number, high: number): number {
    return low + this.#next() * (high - low);
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.#next() * values.length)];
    if (value === undefined) throw new Error('there is nothing to pick from');
    return value;
  }
}
