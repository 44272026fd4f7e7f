import { expect, it } from 'vitest';
import { shortcuts, writeKeys } from './keyboard-list.ts';

it('no two shortcuts are the same, and none begins another', () => {
  const all: string[] = shortcuts.flatMap(({ keys }) => [...keys]);
  const clashes = all.filter((keys, at) =>
    all.some((other, place) => place !== at && `${other} `.startsWith(`${keys} `)),
  );
  expect(clashes).toEqual([]);
});

it.each([
  ['t ArrowLeft', 't ←'],
  ['[Shift]+?', '?'],
  ['Control+z', 'Ctrl+z'],
  ['Escape', 'Esc'],
  ['g h', 'g h'],
])('%s reads %s', (keys, text) => {
  expect(writeKeys(keys)).toBe(text);
});
