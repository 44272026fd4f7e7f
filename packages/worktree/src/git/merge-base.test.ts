import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commitAll, git, makeRepository } from '../testing/git.ts';
import { makeTree, write } from '../testing/make-tree.ts';
import { open } from '../testing/open.ts';
import { mergeBase } from './merge-base.ts';

it('the merge base is where HEAD left the other branch', async () => {
  const root = makeRepository({ x: '' });
  const base = git(root, 'rev-parse', 'HEAD');
  git(root, 'switch', '--quiet', '--create', 'topic');
  commitAll(root, 'Mine');
  git(root, 'switch', '--quiet', 'main');
  commitAll(root, 'Theirs');
  git(root, 'switch', '--quiet', 'topic');
  expect(await mergeBase(await open(root), 'main')).toBe(base);
});

it('where there is none, it is said why and what to do', async () => {
  const root = makeRepository({ x: '' });
  git(root, 'switch', '--quiet', '--orphan', 'unrelated');
  const unborn = await open(root);
  await expect(mergeBase(unborn, 'main')).rejects.toThrow(/no commit yet/);
  commitAll(root, 'Unrelated');
  const refused = (message: RegExp) => ({ code: 'no_merge_base', message: expect.stringMatching(message) });
  await expect(mergeBase(unborn, 'main')).rejects.toMatchObject(refused(/shares no history/));
  await expect(mergeBase(unborn, 'origin/main')).rejects.toMatchObject(refused(/no commit origin\/main.*git fetch/));
  await expect(mergeBase(unborn, '--all')).rejects.toMatchObject(refused(/no commit --all/));
});

it('a shallow clone is told to fetch the rest', async () => {
  const origin = makeRepository({ x: '1' });
  git(origin, 'switch', '--quiet', '--create', 'topic');
  write(origin, { x: '2' });
  commitAll(origin, 'Topic');
  git(origin, 'switch', '--quiet', 'main');
  commitAll(origin, 'Main');
  const clone = join(makeTree(), 'clone');
  git(origin, 'clone', '--quiet', '--depth=1', '--no-single-branch', '--branch=topic', `file://${origin}`, clone);
  await expect(mergeBase(await open(clone), 'origin/main')).rejects.toThrow(/git fetch --unshallow/);
});
