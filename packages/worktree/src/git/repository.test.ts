import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { commitAll, git, makeRepository } from '../testing/git.ts';
import { makeTree, write } from '../testing/make-tree.ts';
import { open } from '../testing/open.ts';
import { headOf, isDirty } from './head.ts';
import { findRepository } from './repository.ts';
import { runGit } from './run.ts';

afterEach(() => vi.unstubAllEnvs());

it('a folder of a repository is found with its place in it, also behind a link', async () => {
  const root = makeRepository({ 'a/b c/x': '' });
  const git = join(root, '.git');
  const found = { root, gitDir: git, commonDir: git, prefix: '', isShallow: false };
  expect(await findRepository(root)).toEqual(found);
  expect(await findRepository(join(root, 'a/b c'))).toEqual({ ...found, prefix: 'a/b c/' });
  const link = join(makeTree(), 'link');
  symlinkSync(root, link);
  expect(await findRepository(link)).toEqual(found);
});

it('where there is no working tree there is no repository', async () => {
  const bare = makeTree();
  git(bare, 'init', '--bare', '--quiet');
  expect(await findRepository(bare)).toBeUndefined();
  expect(await findRepository(join(makeRepository(), '.git'))).toBeUndefined();
  vi.stubEnv('GIT_CEILING_DIRECTORIES', tmpdir());
  expect(await findRepository(makeTree({ '.git': 'gitdir: /nowhere' }))).toBeUndefined();
  expect(await findRepository(makeTree())).toBeUndefined();
});

it('a linked worktree and a submodule have their own folder of git', async () => {
  const main = makeRepository({ x: '' });
  const linked = join(makeTree(), 'linked');
  git(main, 'worktree', 'add', '--quiet', linked);
  expect(await open(linked)).toMatchObject({
    root: linked,
    gitDir: join(main, '.git/worktrees/linked'),
    commonDir: join(main, '.git'),
  });
  git(main, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', makeRepository({ y: '' }), 'sub');
  const gitDir = join(main, '.git/modules/sub');
  expect(await open(join(main, 'sub'))).toMatchObject({ root: join(main, 'sub'), gitDir, commonDir: gitDir });
});

it('a shallow clone is known as such', async () => {
  const origin = makeRepository({ x: '1' });
  commitAll(origin, 'Second');
  const clone = join(makeTree(), 'clone');
  git(origin, 'clone', '--quiet', '--depth=1', `file://${origin}`, clone);
  expect((await open(clone)).isShallow).toBe(true);
});

it('what keeps git from answering is named with its remedy', async () => {
  const root = makeRepository({ x: '', 'sub/y': '' });
  await expect(findRepository(join(root, 'gone'))).rejects.toMatchObject({ code: 'tree_missing' });
  await expect(findRepository(join(root, 'x'))).rejects.toMatchObject({ code: 'tree_missing' });
  const lines = join(root, 'two\nlines');
  mkdirSync(lines);
  await expect(findRepository(lines)).rejects.toThrow(/line break/);
  vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
  await expect(findRepository(join(root, 'sub'))).rejects.toMatchObject({
    code: 'git_refused',
    message: expect.stringContaining(`git config --global --add safe.directory '${root}'`),
  });
  vi.stubEnv('PATH', makeTree());
  await expect(findRepository(root)).rejects.toMatchObject({ code: 'git_missing' });
});

it('a git that floods, hangs or fails is stopped and told', async () => {
  const says = '#!/bin/sh\ncase "$*" in *flood*) exec yes;; *hang*) exec sleep 60;; esac; echo oh >&2; exit 3';
  const fake = makeTree({ git: says });
  chmodSync(join(fake, 'git'), 0o755);
  vi.stubEnv('PATH', `${fake}:${process.env['PATH']}`);
  await expect(runGit(fake, ['flood'])).rejects.toMatchObject({ code: 'git_too_large' });
  await expect(runGit(fake, ['hang'], { timeoutMs: 50 })).rejects.toMatchObject({ code: 'git_timeout' });
  await expect(runGit(fake, ['fail'])).rejects.toThrow(/git fail in .* failed with status 3: oh/);
});

it('variables that a hook sets name no other repository', async () => {
  const root = makeRepository({ x: '' });
  vi.stubEnv('GIT_DIR', join(makeRepository({ other: '' }), '.git'));
  vi.stubEnv('GIT_INDEX_FILE', '/nowhere/index');
  const repository = await open(root);
  expect(repository.root).toBe(root);
  expect(await isDirty(repository)).toBe(false);
});

it('HEAD has a commit and a branch, or lacks either', async () => {
  const root = makeRepository();
  const repository = await open(root);
  expect(await headOf(repository)).toEqual({ branch: 'main' });
  expect(await isDirty(repository)).toBe(false);
  write(root, { x: '1' });
  expect(await isDirty(repository)).toBe(true);
  const commit = commitAll(root, 'First');
  expect(await isDirty(repository)).toBe(false);
  git(root, 'switch', '--quiet', '--create', 'topic/ä');
  git(root, 'tag', 'topic/ä');
  expect(await headOf(repository)).toEqual({ commit, branch: 'topic/ä' });
  git(root, 'switch', '--quiet', '--detach');
  expect(await headOf(repository)).toEqual({ commit });
  write(root, { x: '2' });
  expect(await isDirty(repository)).toBe(true);
});
