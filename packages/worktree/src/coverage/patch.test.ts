import { expect, test } from 'vitest';
import { LineSet } from './line-set.ts';
import { patchCoverage } from './patch.ts';

const files = new Map([
  ['src/a.ts', { executable: LineSet.of([1, 2, 5, 6, 9]), covered: LineSet.of([1, 5]) }],
  ['src/b.ts', { executable: LineSet.of([1]), covered: LineSet.of([1]) }],
]);

test('of the changed lines those count that can run, and those are named that did not', () => {
  const changed = new Map([
    ['src/b.ts', [1, 2]],
    ['src/a.ts', [9, 6, 5, 4, 3, 6]],
  ]);
  expect(patchCoverage(changed, files)).toEqual({
    covered: 2,
    executable: 4,
    uncovered: [{ path: 'src/a.ts', lines: [6, 9] }],
    unmeasured: [],
  });
});

test('a changed source that coverage does not know is named, but neither tests nor other kinds of files', () => {
  const changed = new Map(['src/new.ts', 'src/new.test.ts', 'README.md'].map((path) => [path, [1]]));
  changed.set('src/emptied.ts', []);
  expect(patchCoverage(changed, files)).toEqual({
    covered: 0,
    executable: 0,
    uncovered: [],
    unmeasured: ['src/new.ts'],
  });
});
