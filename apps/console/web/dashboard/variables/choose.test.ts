import { expect, it } from 'vitest';
import { narrowed, toggled } from './choose.ts';

it('a search finds what has all its words, whatever their case', () => {
  const options = ['DeepSeek one', 'deepseek two', 'other'].map((text) => ({ text, value: text }));
  expect(narrowed(options, ' ONE deep ').map(({ text }) => text)).toEqual(['DeepSeek one']);
  expect(narrowed(options, '')).toHaveLength(3);
});

it.each([
  [['a'], 'b', false, ['b']],
  [['a'], 'b', true, ['a', 'b']],
  [['a', 'b'], 'a', true, ['b']],
  [['$__all'], 'a', true, ['a']],
  [['a', 'b'], '$__all', true, ['$__all']],
])('from %j, %s (several: %s) makes %j', (value, picked, multi, next) => {
  expect(toggled(value, picked, multi)).toEqual(next);
});
