import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Weights } from './weights.ts';

it('gives every rank the item that a walk over the rows would give', () => {
  const change = fc.record({ row: fc.nat(8), weight: fc.nat(4) });
  fc.assert(
    fc.property(fc.integer({ min: 9, max: 20 }), fc.array(change), (size, changes) => {
      const weights = new Weights(size);
      const rows: string[][] = Array.from({ length: size }, () => []);
      for (const { row, weight } of changes) {
        weights.set(row, weight);
        rows[row] = Array.from({ length: weight }, (_, index) => `${row}.${index}`);
      }
      const items = rows.flat();
      expect(weights.total).toBe(items.length);
      expect(items.map((_, rank) => weights.pick(rank, rows))).toEqual(items);
    }),
  );
});

it('refuses a rank outside the weighed items', () => {
  const weights = new Weights(2);
  weights.set(1, 1);
  expect(() => weights.pick(1, [[], ['only']])).toThrow('rank 1 is outside the 1 weighed items');
});
