import { expect, test } from 'vitest';
import { discount } from '../src/discount.ts';

test('a code takes its share off, however it is written', () => {
  expect([discount(1000, 'WELCOME'), discount(1000, 'summer'), discount(1000, 'BOGUS')]).toEqual([100, 150, 0]);
});

test('a large order gets 5 %, or what its code gives if that is more', () => {
  expect([discount(9_999), discount(10_000), discount(10_000, 'SUMMER')]).toEqual([0, 500, 1500]);
});
