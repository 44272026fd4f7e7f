import { expect, test } from 'vitest';
import { caseOf } from './cases.ts';

const failed = (stack: string) =>
  caseOf('/w/shop', {
    suite: '',
    name: 'adds',
    file: '/w/shop/test/add.js',
    status: 'fail',
    durationMs: 1,
    message: '',
    stack,
  }).failure;

test.each([
  [
    'node:test',
    'at TestContext.<anonymous> (file:///w/shop/test/add.js:3:27)\n    at Test.run (node:internal/test:12:9)',
  ],
  ['Jest', 'at Object.toBe (node_modules/expect/build/index.js:1:2)\n    at Object.<anonymous> (test/add.js:3:27)'],
  ['a frame without function', 'at async file:///w/elsewhere/a.js:9:9\n    at /w/shop/test/add.js:3:27'],
])('a failure of %s stands where the first frame of the tree does', (_, stack) => {
  expect(failed(`Error: 2 == 3\n    ${stack}`)).toMatchObject({
    message: 'Error: 2 == 3',
    file: 'test/add.js',
    line: 3,
  });
});

test('a failure whose frames are all foreign has no place of its own', () => {
  expect(
    failed('Error: 2 == 3\n    at Test.run (node:internal/test:12:9)\n    at a (/usr/lib/b.js:1:1)'),
  ).not.toHaveProperty('line');
});
