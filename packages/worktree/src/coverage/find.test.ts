import { expect, test } from 'vitest';
import { makeTree } from '../testing/make-tree.ts';
import { findCoverage } from './find.ts';

test('reports are found where runners leave them, those that tell most first', () => {
  const root = makeTree({
    'lcov.info': '',
    'coverage/lcov.info': '',
    'coverage/coverage-final.json': '',
    'coverage/tmp/coverage-1.json': '',
    'coverage.xml': '',
    'packages/a/coverage/lcov.info': '',
    'coverage/index.html': '',
  });
  expect(findCoverage(root)).toEqual([
    'coverage/coverage-final.json',
    'coverage/tmp',
    'coverage.xml',
    'coverage/lcov.info',
    'lcov.info',
    'packages/a/coverage/lcov.info',
  ]);
});

test('own globs replace the usual ones, and never look into dependencies', () => {
  const root = makeTree({ 'a/x.lcov': '', 'node_modules/b/x.lcov': '', 'coverage/lcov.info': '' });
  expect(findCoverage(root, ['**/*.lcov', 'a/*'])).toEqual(['a/x.lcov']);
});

test('without any, there is none', () => {
  expect(findCoverage(makeTree())).toEqual([]);
});
