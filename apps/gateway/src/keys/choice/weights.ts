/** Whole-number weights of rows, drawn by rank in O(log n): a Fenwick tree. */
export class Weights {
  readonly #weights: Int32Array;
  readonly #sums: Int32Array;
  readonly #topStep: number;
  #total = 0;

  constructor(size: number) {
    this.#weights = new Int32Array(size);
    this.#sums = new Int32Array(size + 1);
    this.#topStep = size === 0 ? 0 : 2 ** Math.floor(Math.log2(size));
  }

  get total(): number {
    return this.#total;
  }

  set(row: number, weight: number): void {
    const change = weight - (this.#weights[row] ?? 0);
    if (change === 0) return;
    this.#weights[row] = weight;
    this.#total += change;
    for (let at = row + 1; at < this.#sums.length; at += at & -at) this.#sums[at] = (this.#sums[at] ?? 0) + change;
  }

  /** The item of that rank (0 <= rank < total) over all rows, each of which counts as many items as it weighs. */
  pick<T>(rank: number, rows: readonly (readonly T[])[]): T {
    let row = 0;
    let rest = rank;
    for (let step = this.#topStep; step > 0; step >>= 1) {
      const sum = this.#sums[row + step];
      if (sum !== undefined && sum <= rest) {
        row += step;
        rest -= sum;
      }
    }
    const item = rows[row]?.[rest];
    if (item === undefined) throw new RangeError(`rank ${rank} is outside the ${this.#total} weighed items`);
    return item;
  }
}
