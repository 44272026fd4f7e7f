import { expect, test } from 'vitest';
import { Cart } from '../src/cart.ts';
import { receipt } from '../src/receipt.ts';
import { catalogue } from './products.ts';

test('a receipt has a line for each product and the total', () => {
  const cart = new Cart(catalogue);
  cart.add('tea', 2);
  cart.add('pot');
  expect(receipt(cart, catalogue)).toBe('2 x Tea: 7.00\n1 x Teapot: 24.00\nTotal: 31.00');
});
