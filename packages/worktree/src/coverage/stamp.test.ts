import { execFileSync } from 'node:child_process';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTree, write } from '../testing/make-tree.ts';
import { readStamp, writeStamp } from './stamp.ts';

const commit = 'a'.repeat(40);

test('a stamp is read as it was written, also of a folder', () => {
  const root = makeTree({ lcov: '', 'v8/x.json': '' });
  for (const report of [join(root, 'lcov'), join(root, 'v8/')]) {
    expect(readStamp(report)).toBeUndefined();
    writeStamp(report, { commit, tests: ['a.test.ts'] });
    expect(readStamp(report)).toEqual({ commit, tests: ['a.test.ts'] });
  }
});

test('a stamp older than its report speaks of another', () => {
  const report = join(makeTree({ lcov: '' }), 'lcov');
  writeStamp(report, { commit, tests: 'all' });
  utimesSync(report, 4e9, 4e9);
  expect(readStamp(report)).toBeUndefined();
});

test.each(['', 'null', '[]', '{"commit":"main","tests":"all"}', `{"commit":"${commit}"}`, '{"tests":"all"}'])(
  'a stamp of %j is refused by name',
  (text) => {
    const report = join(makeTree({ lcov: '' }), 'lcov');
    write(report, { '../lcov.stamp.json': text });
    expect(() => readStamp(report)).toThrow(
      expect.objectContaining({ code: 'coverage_unreadable', message: expect.stringContaining('lcov.stamp.json') }),
    );
  },
);

test.each([
  ['a folder', (file: string) => mkdirSync(file)],
  ['a pipe', (file: string) => execFileSync('mkfifo', [file])],
  ['huge', (file: string) => writeFileSync(file, ' '.repeat(11e6))],
])('a stamp that is %s is refused, not read', (_, make) => {
  const report = join(makeTree({ lcov: '' }), 'lcov');
  const file = `${report}.stamp.json`;
  make(file);
  expect(() => readStamp(report)).toThrow(/lcov\.stamp\.json cannot be read: it is no file of at most 10000000 bytes/);
});
