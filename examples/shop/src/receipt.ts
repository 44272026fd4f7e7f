import type { Cart } from './cart.ts';
import type { Catalogue } from './catalogue.ts';
import { format } from './money.ts';

export function receipt(cart: Cart, catalogue: Catalogue, code?: string): string {
  const lines = cart.lines().map(({ sku, count }) => {
    const { name, price } = catalogue.find(sku);
    return `${count} x ${name}: ${format(price * count)}`;
  });
  if (lines.length === 0) return 'Nothing bought.';
  return [...lines, `Total: ${format(cart.total(code))}`].join('\n');
}
