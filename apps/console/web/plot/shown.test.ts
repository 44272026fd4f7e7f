import { expect, it } from 'vitest';
import { isolate, shownOf, toggle } from './shown.ts';
import { draw, override } from './testing/draw.ts';

const all = ['a', 'b', 'c'];

it('draws one alone, then another, then all again', () => {
  const first = isolate(undefined, 'a');
  expect(first).toEqual(new Set(['a']));
  expect(isolate(first, 'b')).toEqual(new Set(['b']));
  expect(isolate(first, 'a')).toBeUndefined();
});

it('draws one less and one more, and all instead of none', () => {
  const two = toggle(undefined, 'b', all);
  expect(two).toEqual(new Set(['a', 'c']));
  expect(toggle(two, 'b', all)).toBeUndefined();
  expect(toggle(new Set(['a']), 'a', all)).toBeUndefined();
});

it('begins without what the panel hides, and does so again when nothing of the choice is left', () => {
  const hiding = draw({ a: '1', b: '2' }, { overrides: [override('b', { 'custom.hideFrom': { viz: true } })] });
  expect(shownOf(hiding, undefined)).toEqual(new Set(['a']));
  expect(shownOf(hiding, new Set(['b']))).toEqual(new Set(['b']));
  expect(shownOf(draw({ a: '1' }), new Set(['gone']))).toBeUndefined();
});
