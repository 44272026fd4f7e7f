/** How many of each product are there, and how many of them are promised to somebody. */
export class Stock {
  readonly #free = new Map<string, number>();

  add(sku: string, count: number): void {
    if (!Number.isInteger(count) || count < 1) throw new Error(`cannot add ${count} of ${sku}`);
    this.#free.set(sku, this.free(sku) + count);
  }

  free(sku: string): number {
    return this.#free.get(sku) ?? 0;
  }

  /** Takes them out, or tells that there are too few and takes none. */
  reserve(sku: string, count: number): boolean {
    const free = this.free(sku);
    if (free < count) return false;
    this.#free.set(sku, free - count);
    return true;
  }
}
