import { expect, it } from 'vitest';
import { summaryOf } from './summary.ts';

it('tells the first series by name and value, and how many more there are', () => {
  const all = Array.from({ length: 12 }, (_, at) => ({ name: `s${at}`, value: `${at}%` }));
  expect(summaryOf('Keys Open', all.slice(0, 2))).toBe('Keys Open: 2 series. Last: s0 0%, s1 1%.');
  expect(summaryOf('', all)).toMatch(/^Graph: 12 series\. Last: s0 0%, .*s9 9%, and 2 more\.$/);
});
