import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { findRepository } from '@switchgear/worktree';
import { expect, it } from 'vitest';
import { createProject } from '../testing/project.ts';
import { type Measured, partialReason } from './partial.ts';

const path = 'test/a.test.ts';

/** A repository whose last audit ran three cases of its test file, of which two ran now. */
async function audited() {
  const project = createProject({ [path]: 'one\ntwo\nthree\n' });
  project.git('init', '--quiet');
  const commit = project.commit('Start');
  const then = {
    at: Date.now() - 600_000,
    percent: 100,
    lines: { value: { covered: 1, executable: 1 }, source: 'lcov, lcov.info' },
    files: [],
    testRuns: [{ path, ran: 3, skipped: 0 }],
  };
  const measured: Measured = {
    root: project.root,
    repository: await findRepository(project.root),
    files: new Map(),
    source: 'lcov, lcov.info',
    testRuns: [{ path, ran: 2, skipped: 0 }],
    isOurs: false,
  };
  return {
    ...project,
    commit,
    then,
    reason: (of: string | undefined) => partialReason(measured, { ...then, ...(of && { commit: of }) }),
  };
}

it('a test file that a checkout wrote anew has not changed, and one that lost a case has', async () => {
  const { root, write, commit, reason } = await audited();
  const now = new Date();
  utimesSync(join(root, path), now, now);
  expect(await reason(commit)).toMatch(/^of test\/a\.test\.ts 2 cases ran, but 3/);
  write(path, 'one\ntwo\n', 0);
  expect(await reason(commit)).toBeUndefined();
});

it('nothing has changed that git cannot compare, and without a commit times decide', async () => {
  const { write, reason } = await audited();
  write(path, 'one\ntwo\n', 0);
  expect(await reason('f'.repeat(40))).toBeDefined();
  expect(await reason(undefined)).toBeUndefined();
});
