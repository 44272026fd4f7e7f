import { expect, test } from 'vitest';
import { Cart } from '../src/cart.ts';
import { catalogue } from './products.ts';

test('the total is the sum of its lines', () => {
  const cart = new Cart(catalogue);
  cart.add('tea', 2);
  cart.add('pot');
  expect(cart.total()).toBe(3_100);
});

test('a code makes it cheaper', () => {
  const cart = new Cart(catalogue);
  cart.add('pot');
  expect(cart.total('WELCOME')).toBe(2_160);
});

test('what is not in the catalogue cannot be added', () => {
  expect(() => new Cart(catalogue).add('cup')).toThrow('there is no product cup');
});
