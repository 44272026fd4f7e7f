import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRepository, type Repository } from '../git/repository.ts';
import { commitAll, git, makeRepository } from '../testing/git.ts';
import { write } from '../testing/make-tree.ts';
import { hasMovedSince } from './moved.ts';

/** Two commits of different contents, made an hour ago, and what the log says of whatever comes now. */
async function committed() {
  const root = makeRepository({ 'a.ts': '1' });
  write(root, { 'a.ts': '2' });
  commitAll(root, 'Second');
  const repository: Repository = (await findRepository(root)) ?? expect.unreachable();
  const log = join(root, '.git', 'logs', 'HEAD');
  const hour = Math.floor(Date.now() / 1000) - 3600;
  writeFileSync(log, readFileSync(log, 'utf8').replaceAll(/ \d{10} /g, ` ${hour} `));
  const moved = () => hasMovedSince(repository, Date.now() - 60_000);
  return { root, repository, moved, git: (...args: string[]) => git(root, ...args) };
}

test('a tree has moved when other contents were checked out, and not when they were committed', async () => {
  const { root, moved, git } = await committed();
  expect(await moved()).toBe(false);
  write(root, { 'a.ts': '3' });
  commitAll(root, 'Third');
  expect(await moved()).toBe(false);
  git('checkout', '--quiet', '--detach', 'HEAD~1');
  git('reset', '--quiet', '--hard', 'HEAD~1');
  expect(await moved()).toBe(true);
});

test.each([
  [
    'another commit of the same',
    [
      ['reset', '--soft', 'HEAD~1'],
      ['commit', '--quiet', '-m', 'Squashed'],
    ],
  ],
  [
    'a merge of nothing',
    [
      ['checkout', '--quiet', '-b', 'topic'],
      ['commit', '--quiet', '--allow-empty', '-m', 'Nothing'],
      ['checkout', '--quiet', 'main'],
      ['merge', '--quiet', '--ff-only', 'topic'],
    ],
  ],
  [
    'the same again',
    [
      ['checkout', '--quiet', 'HEAD~1'],
      ['checkout', '--quiet', 'main'],
    ],
  ],
])('nor by %s', async (_, commands) => {
  const { moved, git } = await committed();
  for (const command of commands) git(...command);
  expect(await moved()).toBe(false);
});

test('a log whose commits are gone, or that begins later, tells of a move, and none of nothing', async () => {
  const { root, repository, moved, git } = await committed();
  git('checkout', '--quiet', 'HEAD~1');
  expect(await hasMovedSince(repository, 1)).toBe(true);
  git('config', 'core.logAllRefUpdates', 'false');
  writeFileSync(join(root, '.git', 'logs', 'HEAD'), 'nonsense\n');
  expect(await moved()).toBe(false);
});
