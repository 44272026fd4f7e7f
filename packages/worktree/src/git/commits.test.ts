import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commitAll, git, makeRepository } from '../testing/git.ts';
import { makeTree, write } from '../testing/make-tree.ts';
import { open } from '../testing/open.ts';
import { type Commit, newCommits } from './commits.ts';

const subjects = (commits: readonly Commit[]) => commits.map((commit) => commit.subject);
const contents = (commits: readonly Commit[]) => new Set(commits.map((commit) => commit.patchId));

it('commits come parents first, with all there is to know', async () => {
  const root = makeRepository({ x: '1' });
  const since = git(root, 'rev-parse', 'HEAD');
  const repository = await open(root);
  write(root, { 'é "\n': 'x' });
  const id = commitAll(root, 'Größe\n\nline 1\n\nline 2');
  const [commit, ...more] = await newCommits(repository, { since });
  expect(commit).toEqual({
    id,
    patchId: expect.stringMatching(/^[0-9a-f]{40}$/),
    subject: 'Größe',
    body: 'line 1\n\nline 2',
    author: 'Ada',
    authoredAt: Number(git(root, 'show', '--no-patch', '--format=%at')) * 1000,
    at: Number(git(root, 'show', '--no-patch', '--format=%ct')) * 1000,
  });
  expect(more).toEqual([]);
  commitAll(root, 'Empty');
  expect(subjects(await newCommits(repository))).toEqual(['Start', 'Größe', 'Empty']);
  expect(subjects(await newCommits(repository, { limit: 2 }))).toEqual(['Größe', 'Empty']);
  expect(await newCommits(repository, { since: 'HEAD' })).toEqual([]);
});

it('a repository without commits has none', async () => {
  expect(await newCommits(await open(makeRepository()))).toEqual([]);
});

it('a rebase makes new commits of the same content, also of merges and empty commits', async () => {
  const root = makeRepository({ x: '1\n2\n3\n4\n5\n6\n7\n8\n9\n' });
  const repository = await open(root);
  git(root, 'switch', '--quiet', '--create', 'topic');
  write(root, { x: '1\n2\n3\n4\n5\n6\n7\n8\nnine\n', b: Buffer.from([0, 1]) });
  commitAll(root, 'Nine');
  commitAll(root, 'Release 1');
  git(root, 'switch', '--quiet', '--create', 'side');
  write(root, { side: '' });
  commitAll(root, 'Side');
  git(root, 'switch', '--quiet', 'topic');
  git(root, 'merge', '--quiet', '--no-ff', '--no-edit', 'side');
  const before = await newCommits(repository, { since: 'main' });
  expect(subjects(before)).toEqual(['Nine', 'Release 1', 'Side', "Merge branch 'side' into topic"]);

  git(root, 'switch', '--quiet', 'main');
  write(root, { x: '0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n' });
  const upstream = commitAll(root, 'Upstream');
  git(root, 'switch', '--quiet', 'topic');
  git(root, 'rebase', '--quiet', '--rebase-merges', 'main');
  const after = await newCommits(repository, { since: upstream });
  expect(after.map((commit) => commit.id)).not.toEqual(before.map((commit) => commit.id));
  expect(contents(after)).toEqual(contents(before));
  expect(contents(after).size).toBe(4);
  // What was known is no longer reachable, and still says where to begin.
  const since = before.at(-1)?.id ?? '';
  const found = await newCommits(repository, { since });
  expect(found.map((commit) => commit.subject).toSorted()).toEqual([...subjects(before), 'Upstream'].toSorted());
  expect(new Set(subjects(found.filter((commit) => !contents(before).has(commit.patchId))))).toEqual(
    new Set(['Upstream']),
  );
});

it('other words or another date for the same patch make a new commit of the same content', async () => {
  const root = makeRepository({ x: '1' });
  const repository = await open(root);
  const [before] = await newCommits(repository);
  git(root, 'commit', '--amend', '--quiet', '--message=Other words', '--date=2001-01-01T00:00:00Z');
  const [after] = await newCommits(repository);
  expect(after?.id).not.toBe(before?.id);
  expect(after?.patchId).toBe(before?.patchId);
});

it('where the known commit is gone, its time decides', async () => {
  const root = makeRepository({ x: '1' });
  const repository = await open(root);
  git(root, '-c', 'user.name=x', 'commit', '--amend', '--quiet', '--no-edit', '--date=2001-01-01T00:00:00Z');
  const [{ at } = { at: 0 }] = await newCommits(repository);
  const since = '1'.repeat(40);
  expect(subjects(await newCommits(repository, { since, sinceAt: at }))).toEqual([]);
  expect(subjects(await newCommits(repository, { since, sinceAt: at - 1000 }))).toEqual(['Start']);
  expect(subjects(await newCommits(repository, { since }))).toEqual(['Start']);
});

it('a shallow clone gives what it has', async () => {
  const origin = makeRepository({ x: '1' });
  write(origin, { x: '2' });
  commitAll(origin, 'Second');
  const clone = join(makeTree(), 'clone');
  git(origin, 'clone', '--quiet', '--depth=1', `file://${origin}`, clone);
  write(clone, { x: '3' });
  commitAll(clone, 'Third');
  const commits = await newCommits(await open(clone));
  expect(subjects(commits)).toEqual(['Second', 'Third']);
  // Its parent is missing, which must not make a patch of everything there is.
  const whole = execFileSync('sh', ['-c', 'git diff-tree --root -p HEAD~1 | git patch-id --stable'], { cwd: clone });
  expect(commits[0]?.patchId).not.toBe(whole.toString().slice(0, 40));
});

it('messages of any kind come through unchanged', async () => {
  const root = makeRepository({ x: '1' });
  const repository = await open(root);
  const word = fc.stringMatching(/^[a-zA-Zé漢"'`$\\%|<>=-]{1,12}$/);
  await fc.assert(
    fc.asyncProperty(word, word, async (subject, body) => {
      const since = git(root, 'rev-parse', 'HEAD');
      commitAll(root, `${subject}\n\n${body}`);
      expect(await newCommits(repository, { since })).toMatchObject([{ subject, body }]);
    }),
    { numRuns: 6 },
  );
});
