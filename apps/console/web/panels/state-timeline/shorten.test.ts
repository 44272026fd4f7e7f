import { expect, it } from 'vitest';
import { shorten } from './shorten.ts';

const widthOf = (text: string) => [...text].length;

it('leaves out the middle of what is too wide', () => {
  expect(shorten('deepseek deepseek-1', 20, widthOf)).toBe('deepseek deepseek-1');
  expect(shorten('deepseek deepseek-1', 9, widthOf)).toBe('deep…ek-1');
  expect(shorten('deepseek', 0, widthOf)).toBe('…');
  expect(widthOf(shorten('x'.repeat(100_000), 30, widthOf))).toBe(30);
});
