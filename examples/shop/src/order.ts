import type { Cart } from './cart.ts';
import type { Stock } from './stock.ts';

export type Placed = { readonly ok: true } | { readonly ok: false; readonly missing: readonly string[] };

/** Takes everything out of the stock, or nothing. */
export function place(cart: Cart, stock: Stock): Placed {
  const lines = cart.lines();
  const missing = lines.filter(({ sku, count }) => stock.free(sku) < count).map(({ sku }) => sku);
  if (missing.length > 0) return { ok: false, missing };
  for (const { sku, count } of lines) stock.reserve(sku, count);
  return { ok: true };
}
