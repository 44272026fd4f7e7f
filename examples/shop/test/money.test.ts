import { expect, test } from 'vitest';
import { format, percentOf } from '../src/money.ts';

test('cents are written with two digits', () => {
  expect([0, 5, 1250, -1].map(format)).toEqual(['0.00', '0.05', '12.50', '-0.01']);
});

test('half a cent is rounded away from zero', () => {
  expect([percentOf(50, 1), percentOf(-50, 1), percentOf(49, 1)]).toEqual([1, -1, 0]);
});
