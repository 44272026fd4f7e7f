import { renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeTree, write } from '../testing/make-tree.ts';
import { readCoverage } from './read.ts';
import { type StaleOptions, staleReason } from './stale.ts';

const [commit, other] = ['a'.repeat(40), 'b'.repeat(40)];
const measuredAt = 1_700_000_000;

/** A tree whose report was made a minute after its sources. */
async function measured(lcov = 'SF:src/a.ts\nDA:1,1\nDA:3,0\nend_of_record\nSF:src/b.ts\nDA:1,1\nend_of_record\n') {
  const root = makeTree({ 'src/a.ts': '1\n2\n3', 'src/b.ts': '1\n', lcov });
  for (const path of ['src/a.ts', 'src/b.ts']) touch(root, path, measuredAt - 60);
  touch(root, 'lcov', measuredAt);
  const report = await readCoverage('lcov', { root });
  return { root, reason: (options: Omit<StaleOptions, 'root'> = {}) => staleReason(report, { root, ...options }) };
}

function touch(root: string, path: string, seconds: number): void {
  utimesSync(join(root, path), seconds, seconds);
}

test('a report that is younger than its sources holds', async () => {
  const { reason } = await measured();
  expect(reason()).toBeUndefined();
  expect(reason({ commit, headAt: (measuredAt - 10) * 1000, stamp: { commit, tests: 'all' } })).toBeUndefined();
});

test('a source that changed after it makes it stale, and is named', async () => {
  const { root, reason } = await measured();
  touch(root, 'src/b.ts', measuredAt + 0.5);
  expect(reason()).toBe('src/b.ts has changed since lcov');
});

test('so does a source in whose place an older file was put', async () => {
  const { root, reason } = await measured();
  await vi.waitFor(() => {
    write(root, { 'old.ts': '1\n2\n3' });
    touch(root, 'old.ts', measuredAt - 600);
    renameSync(join(root, 'old.ts'), join(root, 'src/a.ts'));
    expect(reason()).toBe('src/a.ts has changed since lcov');
  });
});

test('so does its own time if that is still to come, unless its stamp is of the commit', async () => {
  const { root } = await measured();
  touch(root, 'lcov', Date.now() / 1000 + 3600);
  const report = await readCoverage('lcov', { root });
  expect(staleReason(report, { root })).toMatch(/^lcov is of the future \(\d{4}-.*Z\): a clock was wrong/);
  expect(staleReason(report, { root, commit, isClean: true, stamp: { commit, tests: 'all' } })).toBeUndefined();
});

test('so does a source that is gone, before or after it was read', async () => {
  const { reason } = await measured('SF:src/a.ts\nDA:1,1\nend_of_record\nSF:src/c.ts\nDA:1,1\nend_of_record\n');
  expect(reason()).toBe('src/c.ts, which lcov names, is gone');
  const later = await measured();
  rmSync(join(later.root, 'src/b.ts'));
  expect(later.reason()).toBe('src/b.ts is gone since lcov');
});

test('so does a source with fewer lines than it has, whatever its age', async () => {
  const { root, reason } = await measured();
  write(root, { 'src/a.ts': '1\n2' });
  touch(root, 'src/a.ts', measuredAt - 60);
  expect(reason()).toBe('src/a.ts has fewer lines than the 3 of lcov');
});

test('so does a HEAD that came after it, or a stamp of another commit', async () => {
  const { reason } = await measured();
  expect(reason({ headAt: (measuredAt + 10) * 1000 })).toBe('lcov is older than what is checked out');
  expect(reason({ commit, stamp: { commit: other, tests: 'all' } })).toBe(
    `lcov was measured on commit ${other}, but ${commit} is checked out`,
  );
});

test('a stamp of the commit that is checked out clean outweighs clocks, as after a download', async () => {
  const { root, reason } = await measured();
  const stamp = { commit: commit.slice(0, 7), tests: 'all' } as const;
  touch(root, 'src/b.ts', measuredAt + 500);
  const headAt = (measuredAt + 500) * 1000;
  expect(reason({ commit, headAt, stamp, isClean: true })).toBeUndefined();
  expect(reason({ commit, headAt, stamp })).toBeDefined();
  expect(reason({ commit, headAt, stamp: { ...stamp, tree: other }, isClean: true })).toBeDefined();
});
