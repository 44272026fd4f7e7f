import { symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commitAll, git, makeRepository } from '../testing/git.ts';
import { makeTree, write } from '../testing/make-tree.ts';
import { open } from '../testing/open.ts';
import { isRewriting, operationOf } from './operation.ts';

/** Two branches that change the same line; `main` is checked out. */
function conflicting(): string {
  const root = makeRepository({ x: '0' });
  git(root, 'switch', '--quiet', '--create', 'other');
  write(root, { x: '1' });
  commitAll(root, 'Other');
  git(root, 'switch', '--quiet', 'main');
  write(root, { x: '2' });
  commitAll(root, 'Mine');
  return root;
}

it('what somebody has begun is named until it ends', async () => {
  const root = conflicting();
  const repository = await open(root);
  const begin = (...args: string[]) => {
    expect(() => git(root, ...args)).toThrow();
    const operation = operationOf(repository);
    git(root, args[0] ?? '', '--abort');
    return operation;
  };
  expect(operationOf(repository)).toBeUndefined();
  expect(begin('rebase', 'other')).toBe('rebase');
  expect(begin('rebase', '--apply', 'other')).toBe('rebase');
  expect(begin('merge', 'other')).toBe('merge');
  expect(begin('cherry-pick', 'other')).toBe('cherry-pick');
  expect(begin('revert', 'main~1', 'other')).toBe('revert');
  write(root, { '../mail': '' });
  write(join(root, '.git'), { patch: git(root, 'format-patch', '--stdout', 'main~1..other') });
  expect(begin('am', join(root, '.git/patch'))).toBe('am');
  git(root, 'bisect', 'start');
  expect(operationOf(repository)).toBe('bisect');
  git(root, 'bisect', 'reset');
  expect(operationOf(repository)).toBeUndefined();
});

it('a linked worktree has its own operations and locks', async () => {
  const main = conflicting();
  const linked = join(makeTree(), 'linked');
  git(main, 'worktree', 'add', '--quiet', '--detach', linked);
  expect(() => git(linked, 'merge', 'other')).toThrow();
  expect(operationOf(await open(linked))).toBe('merge');
  expect(operationOf(await open(main))).toBeUndefined();
  write(main, { '.git/index.lock': '' });
  expect(isRewriting(await open(main))).toBe(true);
  expect(isRewriting(await open(linked))).toBe(false);
});

it('git rewrites while its lock is there, unless a dead git has left it', async () => {
  const root = makeRepository({ x: '' });
  const repository = await open(root);
  expect(isRewriting(repository)).toBe(false);
  write(root, { '.git/HEAD.lock': '' });
  expect(isRewriting(repository)).toBe(true);
  for (const seconds of [-61, 61]) {
    // Of times to come after a clock was set back, which must not hold anybody up until then.
    const other = Date.now() / 1000 + seconds;
    utimesSync(join(root, '.git/HEAD.lock'), other, other);
    expect(isRewriting(repository)).toBe(false);
  }
});

it('what may not be looked at is taken for no lock', async () => {
  const root = makeRepository({ x: '' });
  // Links in a circle are refused to everybody, as other places are to whoever has no rights there.
  symlinkSync('index.lock', join(root, '.git/index.lock'));
  expect(isRewriting(await open(root))).toBe(false);
});
