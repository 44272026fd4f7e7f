import type { Cents } from './money.ts';

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly price: Cents;
}

export class Catalogue {
  readonly #products: ReadonlyMap<string, Product>;

  constructor(products: readonly Product[]) {
    this.#products = new Map(products.map((product) => [product.sku, product]));
  }

  find(sku: string): Product {
    const product = this.#products.get(sku);
    if (product === undefined) throw new Error(`there is no product ${sku}`);
    return product;
  }
}
