import { existsSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorktreeError } from '../errors.ts';
import { linesOf, readReport } from '../testing/coverage.ts';
import { makeTree, write } from '../testing/make-tree.ts';
import { readCoverage } from './read.ts';

const lcov = (...paths: readonly string[]) => paths.map((path) => `SF:${path}\nDA:1,1\nend_of_record\n`).join('');

test('the format is known by the content, whatever the name', async () => {
  expect(await readReport(lcov('a.ts'), ['a.ts'], 'coverage.xml')).toMatchObject({ format: 'lcov' });
});

test('a relative path starts at the report, or at the nearest folder above it that has the file', async () => {
  const { lines } = await readReport(lcov('src/a.ts', 'b.ts'), ['src/a.ts', 'p/src/a.ts', 'b.ts'], 'p/coverage/lcov');
  expect(lines).toEqual({ 'b.ts': '1 / 1', 'p/src/a.ts': '1 / 1' });
});

test('a path may leave the root and come back, but not stay outside', async () => {
  const root = makeTree({ 'tree/a.ts': '', 'outside.ts': '' });
  write(root, { 'tree/lcov': lcov('../outside.ts', '../tree/a.ts', '/etc/hostname', 'C:\\x\\a.ts', 'a\0.ts') });
  const { files, foreign, foreignCount } = await readCoverage('lcov', { root: join(root, 'tree') });
  expect(linesOf(files)).toEqual({ 'a.ts': '1 / 1' });
  expect(foreign).toEqual(['../outside.ts', '/etc/hostname', 'C:\\x\\a.ts']);
  expect(foreignCount).toBe(3);
});

test('paths with backslashes are the same as with slashes', async () => {
  expect((await readReport(lcov('src\\a.ts', 'src/a.ts'), ['src/a.ts'])).lines).toEqual({ 'src/a.ts': '1 / 1' });
});

test('a file has one name, whatever links lead to it', async () => {
  const root = makeTree({ 'packages/a/x.ts': '' });
  symlinkSync(join(root, 'packages/a'), join(root, 'linked'));
  const link = join(makeTree(), 'link');
  symlinkSync(root, link);
  write(root, { lcov: lcov('linked/x.ts', `${link}/packages/a/x.ts`) });
  const { files } = await readCoverage('lcov', { root: link });
  expect(linesOf(files)).toEqual({ 'packages/a/x.ts': '1 / 1' });
});

test('a name in another case is the same file only where the file system says so', async () => {
  const root = makeTree({ 'src/a.ts': '' });
  write(root, { lcov: lcov('src/a.ts', 'SRC/A.ts') });
  const { files, gone } = await readCoverage('lcov', { root });
  expect([...files.keys()]).toEqual(['src/a.ts']);
  expect(gone).toEqual(existsSync(join(root, 'SRC/A.ts')) ? [] : ['SRC/A.ts']);
});

test('files that are gone and folders are told apart from those of elsewhere', async () => {
  const { gone, foreign } = await readReport(lcov('a.ts', 'b.ts', 'src', '/x/c.ts'), ['a.ts', 'src/d.ts']);
  expect({ gone, foreign }).toEqual({ gone: ['b.ts', 'src'], foreign: ['/x/c.ts'] });
});

test('foreign files are counted, and the first twenty named', async () => {
  const many = Array.from({ length: 50 }, (_, n) => `/x/${n}.ts`);
  const { foreign, foreignCount } = await readReport(lcov('a.ts', ...many, ...many), ['a.ts']);
  expect(foreign).toEqual(many.slice(0, 20));
  expect(foreignCount).toBe(50);
});

test('the report carries its own path and age', async () => {
  const root = makeTree({ 'a.ts': '', lcov: lcov('a.ts') });
  utimesSync(join(root, 'lcov'), 1000, 1000.5);
  expect(await readCoverage('lcov', { root })).toMatchObject({ file: join(root, 'lcov'), modifiedAt: 1_000_500 });
});

test.each([
  ['', 'coverage_empty', 'is empty'],
  [' \n', 'coverage_empty', 'is empty'],
  ['{}', 'coverage_empty', 'names no line of code'],
  ['TN:\n', 'coverage_empty', 'names no line of code'],
  [lcov('/x/a.ts', '/x/b.ts', '/x/c.ts', '/x/d.ts'), 'coverage_foreign', '/x/c.ts and 1 more'],
  ['{"meta": {"version": "7"}, "files": {}}', 'coverage_unknown_format', 'known are'],
  ['mode: set\nx.go:1.2,3.4 1 1\n', 'coverage_unknown_format', 'known are'],
  ['#'.repeat(100_000), 'coverage_unknown_format', 'known are'],
])('%# is refused: %.30j', async (text, code, reason) => {
  await expect(readReport(text, ['a.ts'])).rejects.toMatchObject({ code, message: expect.stringContaining(reason) });
});

test('a report that is missing, too large or without a tree is refused by name', async () => {
  const root = makeTree({ 'a.ts': '', lcov: lcov('a.ts'), 'v8/readme.txt': '' });
  await expect(readCoverage('none', { root })).rejects.toMatchObject({ code: 'coverage_unreadable' });
  await expect(readCoverage('lcov', { root, maxBytes: 10 })).rejects.toMatchObject({ code: 'coverage_too_large' });
  await expect(readCoverage('v8', { root })).rejects.toMatchObject({ code: 'coverage_empty' });
  write(root, { 'v8/coverage-final.json': '{"a.ts": {"statementMap": {}, "s": {}}}' });
  await expect(readCoverage('v8', { root })).rejects.toMatchObject({ code: 'coverage_unknown_format' });
  await expect(readCoverage('lcov', { root: join(root, 'none') })).rejects.toMatchObject({ code: 'tree_missing' });
});

test('a large report is read in pieces', async () => {
  const records = Array.from({ length: 3000 }, (_, n) => `SF:src/${n % 3}.ts\nDA:${n + 1},${n % 2}\nend_of_record\n`);
  const text = records.join('TN:some rather long name of a test, so that it takes several pieces to hold all this\n');
  const { lines } = await readReport(text, ['src/0.ts', 'src/1.ts', 'src/2.ts']);
  expect(lines['src/1.ts']?.split(/[,/]/)).toHaveLength(1500);
});

test('garbage in a report never leads to anything but a refusal that names it', async () => {
  const reports = [
    lcov('a.ts'),
    JSON.stringify({ 'a.ts': { path: 'a.ts', statementMap: { 0: { start: { line: 1 } } }, s: { 0: 1 } } }),
    '<coverage line-rate="1"><class filename="a.ts"><line number="1" hits="1"/></class></coverage>',
    '{"result":[{"url":"file:///a.ts","functions":[{"ranges":[{"startOffset":0,"endOffset":1,"count":1}]}]}]}',
  ];
  const root = makeTree({ 'a.ts': '' });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: reports.length - 1 }),
      fc.integer({ min: 0, max: 100 }),
      fc.uint8Array({ maxLength: 5 }),
      async (index, at, noise) => {
        const bytes = Buffer.from(reports[index] ?? '');
        write(root, { report: Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at + noise.length)]) });
        try {
          const { files } = await readCoverage('report', { root });
          expect([...files.keys()]).toEqual(['a.ts']);
        } catch (error) {
          expect(error).toBeInstanceOf(WorktreeError);
          expect(String(error)).toContain('report');
        }
      },
    ),
    { numRuns: 300 },
  );
});
