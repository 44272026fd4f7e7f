import { expect, test } from 'vitest';
import { Cart } from '../src/cart.ts';
import { place } from '../src/order.ts';
import { Stock } from '../src/stock.ts';
import { catalogue } from './products.ts';

test('an order takes everything out of the stock', () => {
  const stock = new Stock();
  stock.add('tea', 2);
  const cart = new Cart(catalogue);
  cart.add('tea', 2);
  expect(place(cart, stock)).toEqual({ ok: true });
  expect(stock.free('tea')).toBe(0);
});

test('an order that cannot be filled takes nothing and names what is missing', () => {
  const stock = new Stock();
  stock.add('tea', 2);
  const cart = new Cart(catalogue);
  cart.add('tea', 2);
  cart.add('pot');
  expect(place(cart, stock)).toEqual({ ok: false, missing: ['pot'] });
  expect(stock.free('tea')).toBe(2);
});
