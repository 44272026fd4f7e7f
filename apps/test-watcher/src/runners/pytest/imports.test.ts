import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importsOf } from './imports.ts';

const namesIn = (source: string) => importsOf(source).map(({ level, name }) => '.'.repeat(level) + name);

test.each([
  ['import a', ['a']],
  ['import a.b as c, d', ['a.b', 'd']],
  ['from a.b import c, d as e', ['a.b.c', 'a.b.d']],
  ['from . import a', ['.a']],
  ['from ..a import b', ['..a.b']],
  ['from .a import *', ['.a']],
  ['from a import (\n  b,  # the first\n  c,\n)', ['a.b', 'a.c']],
  ['from a import b, \\\n  c', ['a.b', 'a.c']],
  ['try: import a\nexcept ImportError: import b; import c', ['a', 'b', 'c']],
  ["  importlib.import_module('a.b')", ['a.b']],
  ['# import a', []],
  ['important = 1\nx.import_ = 2', []],
])('of %j', (source, names) => {
  expect(namesIn(source)).toEqual(names);
});

test('an import is found whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const quiet = before.replace(/[\\(]/g, '');
      expect(namesIn(`${quiet}\nimport shop.cart\n${after}`)).toContain('shop.cart');
    }),
  );
});
