import { expect, test } from 'vitest';
import { Stock } from '../src/stock.ts';

test('what is reserved is no longer free', () => {
  const stock = new Stock();
  stock.add('tea', 3);
  expect(stock.reserve('tea', 2)).toBe(true);
  expect(stock.free('tea')).toBe(1);
});

test('more than there is cannot be reserved', () => {
  const stock = new Stock();
  stock.add('tea', 1);
  expect(stock.reserve('tea', 2)).toBe(false);
  expect(stock.free('tea')).toBe(1);
});
