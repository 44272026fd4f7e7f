import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSet } from './line-set.ts';

const lines = fc.array(fc.integer({ min: 1, max: 60 }));

test('it answers as a set of numbers does', () => {
  fc.assert(
    fc.property(lines, lines, (one, other) => {
      const [a, b] = [new Set(one), new Set(other)];
      const [left, right] = [LineSet.of(one), LineSet.of(other)];
      const ascending = (numbers: Iterable<number>) => [...new Set(numbers)].sort((x, y) => x - y);
      expect([...left]).toEqual(ascending(a));
      expect(left.size).toBe(a.size);
      expect(left.last).toBe(Math.max(0, ...a));
      expect([...left.union(right)]).toEqual(ascending([...a, ...b]));
      expect([...left.intersect(right)]).toEqual(ascending([...a].filter((line) => b.has(line))));
      expect([...left.minus(right)]).toEqual(ascending([...a].filter((line) => !b.has(line))));
      for (let line = 0; line <= 61; line += 1) expect(left.has(line)).toBe(a.has(line));
    }),
  );
});

test('its ranges are as few as can be and give it back', () => {
  expect(LineSet.of([9, 3, 1, 2, 2, 8]).toRanges()).toEqual([
    [1, 3],
    [8, 9],
  ]);
  fc.assert(
    fc.property(lines, (numbers) => {
      const set = LineSet.of(numbers);
      const ranges = set.toRanges();
      expect([...LineSet.fromRanges(ranges)]).toEqual([...set]);
      for (const [index, [from]] of ranges.entries()) expect(from).toBeGreaterThan((ranges[index - 1]?.[1] ?? -1) + 1);
    }),
  );
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 32])('%d is no line', (line) => {
  expect(() => LineSet.of([line])).toThrow(`${line} is no line number`);
});
