import { expect, it } from 'vitest';
import type { Audit } from '../api/agents.ts';
import { coverageWords, treeName } from './code.ts';

const audit = (percent: number | null, faults = 0): Audit => ({ id: 'a', finished_at: 0, percent, faults });

it.each([
  [audit(97.561), undefined, '97.5 %'],
  [audit(97.5), audit(97.52), '97.5 %'],
  [audit(95), audit(97.5), '95.0 % (−2.5)'],
  [audit(97.5), audit(95), '97.5 % (+2.5)'],
  [audit(97.5), audit(null, 1), '97.5 %'],
  [audit(97.5, 2), undefined, '97.5 %, 2 parts of the audit failed'],
  [audit(null, 1), audit(97.5), 'Not measured, 1 part of the audit failed'],
])('coverage is told with what has changed and what failed: %o', (last, before, words) => {
  expect(coverageWords(last, before)).toBe(words);
});

it.each([
  ['/home/ada/shop', 'shop'],
  ['/home/ada/shop/', 'shop'],
  ['C:\\work\\shop', 'shop'],
  ['/', '/'],
])('the tree %s is known as %s', (root, name) => {
  expect(treeName(root)).toBe(name);
});
