import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commitAll, makeRepository } from '../testing/git.ts';
import { write } from '../testing/make-tree.ts';
import { open } from '../testing/open.ts';
import { diffOf } from './diff.ts';

const maxBytes = 100_000;

it('a diff shows what changed since HEAD or a base, and new files', async () => {
  const root = makeRepository({ 'a/x.ts': '1\n', 'y.ts': '1\n' });
  write(root, { 'a/x.ts': '2\n' });
  commitAll(root, 'Second');
  write(root, { 'a/x.ts': '3\n', 'a/new.ts': 'one\ntwo', 'y.ts': '2\n' });
  const repository = await open(join(root, 'a'));
  const diff = await diffOf(repository, { maxBytes });
  expect(diff).toMatch(/^diff --git a\/x\.ts b\/x\.ts\n.*-2\n\+3\n/s);
  expect(diff).toMatch(
    /--- \/dev\/null\n\+\+\+ b\/new\.ts\n@@ -0,0 \+1,2 @@\n\+one\n\+two\n\\ No newline at end of file\n$/,
  );
  expect(diff).not.toContain('y.ts');
  expect(await diffOf(repository, { maxBytes, base: 'HEAD~1', paths: ['x.ts'] })).toMatch(/-1\n\+3\n$/);
  expect(await diffOf(repository, { maxBytes, paths: ['*.ts'] })).toBe('');
  expect(await diffOf(repository, { maxBytes, paths: [] })).toBe('');
  await expect(diffOf(repository, { maxBytes, base: 'nowhere' })).rejects.toThrow(/no commit nowhere/);
});

it('without any commit everything is new', async () => {
  const root = makeRepository();
  write(root, { 'x.ts': '1\n' });
  expect(await diffOf(await open(root), { maxBytes })).toContain('+++ b/x.ts\n@@ -0,0 +1,1 @@\n+1\n');
});

it('more paths than a command line takes are named as far as possible, and that is said', async () => {
  const root = makeRepository({ x: '1\n' });
  write(root, { x: '2\n' });
  const paths = ['x', ...Array.from({ length: 1000 }, (_, number) => `${number}`)];
  expect(await diffOf(await open(root), { maxBytes, paths })).toMatch(/\+2\n\n\[cut here/);
});

it('a long diff is cut between characters, and says so', async () => {
  const root = makeRepository({ x: '' });
  write(root, { x: 'ä'.repeat(5000) });
  const repository = await open(root);
  for (const size of [400, 401]) {
    const diff = await diffOf(repository, { maxBytes: size });
    expect(diff).toMatch(/ä\n\[cut here: the diff is longer\]\n$/);
    expect(Buffer.byteLength(diff)).toBeLessThanOrEqual(size + 40);
  }
});
