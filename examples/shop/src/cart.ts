import type { Catalogue } from './catalogue.ts';
import { discount } from './discount.ts';
import type { Cents } from './money.ts';

export interface Line {
  readonly sku: string;
  readonly count: number;
}

export class Cart {
  readonly #counts = new Map<string, number>();
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  add(sku: string, count = 1): void {
    this.#catalogue.find(sku);
    this.#counts.set(sku, (this.#counts.get(sku) ?? 0) + count);
  }

  remove(sku: string): void {
    this.#counts.delete(sku);
  }

  lines(): Line[] {
    return [...this.#counts].map(([sku, count]) => ({ sku, count }));
  }

  total(code?: string): Cents {
    const sum = this.lines().reduce((total, { sku, count }) => total + this.#catalogue.find(sku).price * count, 0);
    return sum - discount(sum, code);
  }
}
