import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DeadlineHeap } from './deadline-heap.ts';

const items = 12;
const change = fc.record({ item: fc.nat(items - 1), deadline: fc.option(fc.integer({ min: 0, max: 50 })) });

it('hands out what is due, soonest first, whatever was set, moved and removed before', () => {
  fc.assert(
    fc.property(fc.array(change), fc.nat(50), (changes, now) => {
      const heap = new DeadlineHeap(items);
      const model = new Map<number, number>();
      for (const { item, deadline } of changes) {
        if (deadline === null) {
          heap.remove(item);
          model.delete(item);
        } else {
          heap.set(item, deadline);
          model.set(item, deadline);
        }
        expect(heap.size).toBe(model.size);
        expect(heap.soonest).toBe(Math.min(...model.values()));
      }
      const due: number[] = [];
      for (let item = heap.takeDue(now); item !== undefined; item = heap.takeDue(now)) due.push(item);
      const deadlines = due.map((item) => model.get(item) ?? Number.NaN);
      expect(deadlines).toEqual(deadlines.toSorted((one, other) => one - other));
      expect(new Set(due)).toEqual(new Set([...model].filter(([, at]) => at <= now).map(([item]) => item)));
      expect(heap.size).toBe(model.size - due.length);
    }),
  );
});
