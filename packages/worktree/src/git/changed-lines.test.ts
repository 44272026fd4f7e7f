import { chmodSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commitAll, git, makeRepository } from '../testing/git.ts';
import { write } from '../testing/make-tree.ts';
import { open } from '../testing/open.ts';
import { changedLines } from './changed-lines.ts';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');
const changed = async (folder: string, base = 'HEAD') =>
  Object.fromEntries(await changedLines(await open(folder), base));

it('added and changed lines count, committed since the base or not, deleted ones do not', async () => {
  const root = makeRepository({
    'a.ts': lines(1, 9),
    'b.ts': lines(1, 9),
    'c.ts': lines(1, 9),
    'gone.ts': lines(1, 3),
  });
  write(root, { 'a.ts': `${lines(0, 4)}changed\n${lines(6, 9)}` });
  commitAll(root, 'Second');
  write(root, {
    'b.ts': `${lines(1, 9)}no newline at the end`,
    'c.ts': lines(3, 8),
    'new.ts': 'one\ntwo',
    'empty.ts': '',
  });
  rmSync(join(root, 'gone.ts'));
  git(root, 'add', 'b.ts');
  expect(await changed(root, 'HEAD~1')).toEqual({ 'a.ts': [1, 6], 'b.ts': [10], 'new.ts': [1, 2] });
});

it('a renamed file counts with what was changed in it; modes, binaries and links do not count', async () => {
  const root = makeRepository({
    'a.ts': lines(1, 30),
    'mode.sh': 'x\n',
    'b.bin': Buffer.from([0, 1, 2]),
    'same.ts': lines(1, 5),
  });
  renameSync(join(root, 'a.ts'), join(root, 'moved.ts'));
  renameSync(join(root, 'same.ts'), join(root, 'elsewhere.ts'));
  write(root, { 'moved.ts': `${lines(1, 30)}more\n`, 'b.bin': Buffer.from([0, 1, 3]), 'new.bin': Buffer.from([0]) });
  git(root, 'add', '--all');
  chmodSync(join(root, 'mode.sh'), 0o755);
  symlinkSync('moved.ts', join(root, 'link.ts'));
  symlinkSync('.', join(root, 'folder'));
  expect(await changed(root)).toEqual({ 'moved.ts': [31] });
});

it('only what lies below the folder counts, by its path there; ignored files do not', async () => {
  const root = makeRepository({ 'a/b/x.ts': '1\n', 'a/y.ts': '1\n', '.gitignore': '*.log\n' });
  write(root, { 'a/b/x.ts': '2\n', 'a/y.ts': '2\n', 'a/b/c/new.ts': '1\n', 'a/new.ts': '1\n', 'a/b/x.log': '1\n' });
  expect(await changed(join(root, 'a/b'))).toEqual({ 'x.ts': [1], 'c/new.ts': [1] });
});

it('names of any kind come through, and content that looks like a patch does not confuse', async () => {
  const names = [
    'a b.ts',
    '"q".ts',
    'new\nline',
    'tab\t.ts',
    'é.ts',
    'back\\slash',
    '--x',
    'b',
    'a/b/c',
    ' ',
    '\x07\x7f',
  ];
  const root = makeRepository(Object.fromEntries(names.map((name) => [name, '-- a/x\n++ b/y\n@@ -1 +1,9 @@\n'])));
  write(root, Object.fromEntries(names.map((name) => [name, '-- a/x\n++ b/z\n@@ -1 +1,9 @@\n++ b/w\n'])));
  expect(await changed(root)).toEqual(Object.fromEntries(names.map((name) => [name, [2, 4]])));
  git(root, 'rm', '--cached', '--quiet', '-r', '.');
  commitAll(root, 'All');
  git(root, 'rm', '--cached', '--quiet', '-r', '.');
  git(root, 'commit', '--quiet', '--message=None');
  expect(await changed(root)).toEqual(Object.fromEntries(names.map((name) => [name, [1, 2, 3, 4]])));
});

it('carriage returns, conflicts and the habits of a person change nothing', async () => {
  const root = makeRepository({ 'crlf.ts': 'a\r\nb\r\nc\r\n', 'b/x.ts': lines(1, 5) });
  for (const [name, value] of Object.entries({
    'diff.noprefix': 'true',
    'diff.mnemonicPrefix': 'true',
    'diff.external': 'false',
    'color.ui': 'always',
    'diff.renames': 'false',
    'diff.interHunkContext': '5',
    'diff.context': '9',
    'diff.relative': 'false',
    'core.quotePath': 'true',
    'core.fsmonitor': 'false',
  }))
    git(root, 'config', name, value);
  write(root, { 'crlf.ts': 'a\r\nB\r\nc\r\n', 'b/x.ts': `first\n${lines(1, 5)}last\n` });
  expect(await changed(root)).toEqual({ 'crlf.ts': [2], 'b/x.ts': [1, 7] });
  git(root, 'switch', '--quiet', '--create', 'other');
  commitAll(root, 'Other');
  git(root, 'switch', '--quiet', 'main');
  write(root, { 'b/x.ts': `FIRST\n${lines(1, 5)}` });
  commitAll(root, 'Mine');
  expect(() => git(root, 'merge', 'other')).toThrow();
  expect(await changed(root, 'main~1')).toEqual({ 'crlf.ts': [2], 'b/x.ts': [1, 2, 3, 4, 5, 11] });
});

it('a submodule and a repository in the tree are left out', async () => {
  const root = makeRepository({ x: '' });
  const other = makeRepository({ y: '' });
  git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'sub');
  commitAll(root, 'Submodule');
  write(root, { 'sub/y': 'changed\n', 'nested/.git/HEAD': 'ref: refs/heads/main\n' });
  git(join(root, 'sub'), 'commit', '--quiet', '--all', '--message=Inside');
  git(root, 'init', '--quiet', 'nested');
  write(root, { 'nested/z': '1\n' });
  expect(await changed(root)).toEqual({});
  expect(await changed(join(root, 'sub'), 'HEAD~1')).toEqual({ y: [1] });
});

it('an unknown base is an error', async () => {
  const root = makeRepository({ x: '' });
  await expect(changed(root, 'nowhere')).rejects.toThrow(/no commit nowhere/);
  await expect(changed(root, '--output=/tmp/x')).rejects.toThrow(/no commit/);
});

it('the lines that are named, put into the base, and the lines that are not, give the file', async () => {
  const root = makeRepository({ x: '' });
  const repository = await open(root);
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(text, text, async (before, after) => {
      write(root, { x: before.map((line) => `${line}\n`).join('') });
      commitAll(root, 'Before');
      write(root, { x: after.join('\n') });
      const named = new Set((await changedLines(repository, 'HEAD')).get('x'));
      const kept = after.filter((_, index) => !named.has(index + 1));
      // What is not named is a part of what was there, in its order.
      let at = 0;
      for (const line of kept.at(-1) === '' ? kept.slice(0, -1) : kept) {
        at = before.indexOf(line, at) + 1;
        expect(at).toBeGreaterThan(0);
      }
    }),
    { numRuns: 10 },
  );
});
