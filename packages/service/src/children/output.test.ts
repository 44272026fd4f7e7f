import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Output } from './output.ts';

test('both ends of what is printed are kept, and all of it is counted', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 60_000 }), { maxLength: 6 }), (sizes) => {
      const output = new Output();
      const whole = sizes.map((size, index) => String(index).repeat(size));
      for (const text of whole) output.add(text);
      const printed = whole.join('');
      expect(output.size).toBe(printed.length);
      const kept = output.toString();
      if (printed.length <= 32_000) expect(kept).toBe(printed);
      else {
        expect(kept.startsWith(printed.slice(0, 8_000))).toBe(true);
        expect(kept.endsWith(printed.slice(-24_000))).toBe(true);
        expect(kept).toContain(`… ${printed.length - 32_000} characters left out …`);
      }
    }),
  );
});

test('the last lines are those at the end', () => {
  const output = new Output();
  for (let line = 0; line < 10_000; line += 1) output.add(`line ${line}\n`);
  expect(output.lastLines(2)).toBe('line 9998\nline 9999');
});
