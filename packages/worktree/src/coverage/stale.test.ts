import { chmodSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeTree, write } from '../testing/make-tree.ts';
import { readCoverage } from './read.ts';
import { isNewer, type StaleOptions, staleReason } from './stale.ts';

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
  expect(reason({ commit, stamp: { commit, tests: 'all' } })).toBeUndefined();
});

test('a source that changed after it makes it stale, and is named', async () => {
  const { root, reason } = await measured();
  touch(root, 'src/b.ts', measuredAt + 0.5);
  expect(reason()).toBe('src/b.ts has changed since lcov');
});

test('so does one whose time is still to come, which no newer report would mend', async () => {
  const { root, reason } = await measured();
  touch(root, 'src/b.ts', Date.now() / 1000 + 3600);
  expect(reason()).toBe('src/b.ts is of the future until somebody touches it, and may have changed since lcov');
});

test('so does a source in whose place an older file was put', async () => {
  const root = makeTree({ 'src/a.ts': '1\n2\n3', lcov: 'SF:src/a.ts\nDA:1,1\nend_of_record\n' });
  const report = await readCoverage('lcov', { root });
  expect(staleReason(report, { root })).toBeUndefined();
  await vi.waitFor(() => {
    write(root, { 'old.ts': '1\n2\n3' });
    touch(root, 'old.ts', measuredAt - 600);
    renameSync(join(root, 'old.ts'), join(root, 'src/a.ts'));
    expect(staleReason(report, { root })).toBe('src/a.ts has changed since lcov');
  });
});

test('a source of the same moment holds, however its time was rounded', async () => {
  const { root } = await measured();
  const report = { ...(await readCoverage('lcov', { root })), modifiedAt: 1_795_755_240_000 + 757_064_083 / 1e6 };
  expect(isNewer({ mtimeMs: Number(1_795_755_240_757_064_083n) / 1e6, ctimeMs: 0 }, report)).toBe(false);
});

test('a copy of a tree holds in whatever order it was made, until a source of it is written', async () => {
  const { root, reason } = await measured();
  const before = statSync(join(root, 'src/b.ts')).ctimeMs;
  await vi.waitFor(() => {
    chmodSync(join(root, 'src/b.ts'), 0o600);
    expect(statSync(join(root, 'src/b.ts')).ctimeMs).toBeGreaterThan(before + 100);
  });
  expect(reason()).toBeUndefined();
  write(root, { 'src/b.ts': 'other\n' });
  expect(reason()).toBe('src/b.ts has changed since lcov');
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
  expect(reason({ hasMoved: true })).toBe('lcov is older than what is checked out');
  expect(reason({ commit, stamp: { commit: other, tests: 'all' } })).toBe(
    `lcov was measured on commit ${other}, but ${commit} is checked out`,
  );
});

test('a stamp of the commit that is checked out clean outweighs clocks, as after a download', async () => {
  const { root, reason } = await measured();
  const stamp = { commit: commit.slice(0, 7), tests: 'all' } as const;
  touch(root, 'src/b.ts', measuredAt + 500);
  expect(reason({ commit, hasMoved: true, stamp, isClean: true })).toBeUndefined();
  expect(reason({ commit, hasMoved: true, stamp })).toBeDefined();
  expect(reason({ commit, hasMoved: true, stamp: { ...stamp, tree: other }, isClean: true })).toBeDefined();
});
