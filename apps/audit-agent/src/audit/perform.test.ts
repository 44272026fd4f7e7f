import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openAuditHistory } from '../history/open.ts';
import type { Audit, Reason } from '../model.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { createProject, junit, lcov } from '../testing/project.ts';
import { type AuditOptions, type AuditRequest, performAudit } from './perform.ts';

const reasons: Reason[] = [{ trigger: 'manual', key: 'manual:1', text: 'somebody asked for it', at: 1 }];
const sources = { 'src/a.ts': '1\n2\n3\n', 'src/b.ts': '1\n2\n' };
const hits = { 'src/a.ts': { 1: 1, 2: 0, 3: 4 }, 'src/b.ts': { 1: 1, 2: 1 } };
const options: AuditOptions = { timeoutMs: 10_000, reports: ['lcov.info'], junit: ['junit.xml'] };

/** A project with git, and audits of it that are saved. */
function audited() {
  const project = createProject({ ...sources, '.gitignore': 'lcov.info\njunit.xml\n' });
  project.git('init', '--quiet', '--initial-branch=main');
  const first = project.commit('Start');
  const history = openAuditHistory({ file: join(temporaryFolder(), 'audit.db') });
  const audit = async (parts: Partial<AuditRequest> = {}): Promise<Audit> => {
    const done = await performAudit({
      root: project.root,
      reasons,
      history,
      options,
      now: Date.now,
      signal: new AbortController().signal,
      testFacts: async () => undefined,
      ...parts,
    });
    history.save(done);
    return done;
  };
  return { ...project, first, history, audit };
}

it('names its reasons, the commit and the branch, and publishes a percentage with its source', async () => {
  const { write, audit, first } = audited();
  write('lcov.info', lcov(hits), 0);
  const done = await audit();
  expect(done).toMatchObject({
    reasons,
    commit: first,
    branch: 'main',
    commits: [],
    faults: [],
    coverage: {
      percent: 80,
      lines: { value: { covered: 4, executable: 5 }, source: 'lcov, lcov.info' },
      files: [{ path: 'src/a.ts', covered: 2, executable: 3 }, { path: 'src/b.ts' }],
      commit: first,
      dirty: false,
    },
  });
  expect(done.coverage).not.toHaveProperty('changePoints');
  expect(done.id).toMatch(/^\d{8}T\d{6}-[0-9a-f]{6}$/);
});

it('compares with the audit before', async () => {
  const { write, audit } = audited();
  write('lcov.info', lcov(hits), 0);
  await audit({ now: () => Date.now() - 1000 });
  write('src/b.ts', 'one\n2\n', 500);
  write('lcov.info', lcov({ 'src/b.ts': { 1: 1, 2: 0 }, 'src/a.ts': { 1: 1, 2: 1, 3: 4 } }), 0);
  const { coverage } = await audit();
  expect(coverage?.changePoints).toBeCloseTo(0);
  expect(coverage?.moved).toEqual([
    { path: 'src/a.ts', before: { covered: 2, executable: 3 }, after: { covered: 3, executable: 3 } },
    { path: 'src/b.ts', before: { covered: 2, executable: 2 }, after: { covered: 1, executable: 2 } },
  ]);
});

it('leaves the published percentage where it is when a report is stale or partial', async () => {
  const { write, audit, history } = audited();
  write('lcov.info', lcov(hits), 0);
  const first = await audit();
  write('lcov.info', lcov({ 'src/a.ts': { 1: 1 } }), 0);
  expect((await audit()).faults.map(({ type }) => type)).toEqual(['coverage_partial']);
  write('lcov.info', lcov(hits), 7_200_000);
  write('src/a.ts', 'other\n', 7_100_000);
  const stale = await audit();
  expect(stale.faults.map(({ type }) => type)).toEqual(['coverage_stale']);
  expect([first.previous, first.dirty, stale.dirty]).toEqual([undefined, false, true]);
  expect(stale.previous).toMatch(/^\d{8}T/);
  expect(history.published()?.percent).toBe(80);
  expect(history.trend(10)).toHaveLength(1);
});

describe('changed lines', () => {
  it('are measured against the default branch, and named where no test ran them', async () => {
    const { write, git, audit, first } = audited();
    git('switch', '--quiet', '--create', 'topic');
    write('src/a.ts', '1\ntwo\nthree\n', 60_000);
    write('src/new.ts', '1\n', 60_000);
    write('lcov.info', lcov(hits), 0);
    expect((await audit()).patch).toEqual({
      against: 'main',
      mergeBase: first,
      lines: { value: { covered: 1, executable: 2 }, source: 'git diff and lcov, lcov.info' },
      uncovered: [{ path: 'src/a.ts', lines: [2] }],
      unmeasured: ['src/new.ts'],
    });
  });

  it('are measured against a base that is configured, and are a fault where it does not exist', async () => {
    const { write, commit, audit, first } = audited();
    write('src/b.ts', 'one\n2\n', 60_000);
    commit('Change b');
    write('lcov.info', lcov(hits), 0);
    const done = await audit({ options: { ...options, base: first } });
    expect(done.patch).toMatchObject({ against: first, lines: { value: { covered: 1, executable: 1 } } });
    const refused = await audit({ options: { ...options, base: 'origin/nowhere' } });
    expect(refused.patch).toBeUndefined();
    expect(refused.coverage).toBeDefined();
    expect(refused.faults).toEqual([{ type: 'git', message: expect.stringContaining('origin/nowhere') }]);
  });

  it('are no part, and no fault, where there is no base', async () => {
    const { write, git, audit } = audited();
    git('branch', '--move', 'trunk');
    write('lcov.info', lcov(hits), 0);
    const { patch, faults } = await audit();
    expect([patch, faults]).toEqual([undefined, []]);
  });
});

it('lists commits since the audit before, newest first, also after a force push', async () => {
  const { git, commit, audit } = audited();
  await audit();
  commit('One');
  commit(`Two ${'x'.repeat(9999)}`);
  const subjects = ({ commits }: Audit) => commits.map(({ subject }) => subject);
  expect(subjects(await audit())).toEqual([`Two ${'x'.repeat(296)}…`, 'One']);
  expect(subjects(await audit())).toEqual([]);
  git('reset', '--quiet', '--hard', 'HEAD~2');
  git('reflog', 'expire', '--expire=now', '--all');
  git('gc', '--quiet', '--prune=now');
  expect(subjects(await audit())).toEqual([]);
});

it('does without git', async () => {
  const { root, write } = createProject(sources);
  write('lcov.info', lcov(hits), 0);
  const history = { last: () => undefined, published: () => undefined };
  const signal = new AbortController().signal;
  const testFacts = async () => undefined;
  const done = await performAudit({ root, reasons, history, options, now: Date.now, signal, testFacts });
  expect(done).toMatchObject({ coverage: { percent: 80 }, commits: [], faults: [] });
  expect(done).not.toHaveProperty('commit');
  expect(done).not.toHaveProperty('patch');
});

it('believes its own run whatever git has logged under a clock that was ahead', async () => {
  const { root, write, commit, first, audit } = audited();
  write('src/a.ts', 'other\n'.repeat(9));
  const second = commit('Second');
  const moved = `Ada <ada@example.org> ${Math.floor(Date.now() / 1000) + 86_400} +0000\tcheckout: moving from other to main`;
  appendFileSync(join(root, '.git/logs/HEAD'), `${first} ${second} ${moved}\n`);
  const command = [process.execPath, '-e', `fs.writeFileSync('lcov.info', ${JSON.stringify(lcov(hits))})`];
  expect((await audit({ options: { ...options, command } })).coverage?.percent).toBe(80);
  expect((await audit()).faults).toMatchObject([{ type: 'coverage_stale' }]);
});

it('makes a fault of a repository that git refuses or does not know', async () => {
  const { write, root, audit } = audited();
  write('lcov.info', lcov(hits), 0);
  write('.git/HEAD', 'damaged', 0);
  const { faults, coverage, commit } = await audit();
  expect(faults).toEqual([
    { type: 'git', message: expect.stringMatching(/\.git is damaged: .*; see what it says, .*: git -C .* status$/) },
  ]);
  expect([coverage?.percent, commit]).toEqual([80, undefined]);
  vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
  write('.git/HEAD', 'ref: refs/heads/main\n', 0);
  const refused = (await audit({ root })).faults;
  vi.unstubAllEnvs();
  expect(refused).toEqual([{ type: 'git', message: expect.stringContaining('safe.directory') }]);
});

it('does without commits', async () => {
  const { root, write, git } = createProject(sources);
  git('init', '--quiet');
  write('lcov.info', lcov(hits), 0);
  const { audit } = audited();
  const done = await audit({ root });
  expect(done).toMatchObject({ coverage: { percent: 80, dirty: true }, faults: [] });
});

it('takes durations from JUnit and flaky tests from elsewhere', async () => {
  const { write, audit } = audited();
  write('lcov.info', lcov(hits), 0);
  write('junit.xml', junit({ 'test/a.test.ts': 0.25, 'test/b.test.ts': 1.5 }), 0);
  const slow = { file: 'x', name: 'known', durationMs: 1 };
  const flaky = [{ file: 'test/a.test.ts', name: 'works', detail: '1 of 2 runs failed' }];
  const testFacts = async () => ({ value: { slowest: [slow], flaky }, source: 'TestWatcher' });
  expect((await audit({ testFacts })).tests).toEqual({
    value: {
      counts: { passed: 2, failed: 0, skipped: 0 },
      slowest: [
        { file: 'test/b.test.ts', name: 'works', durationMs: 1500 },
        { file: 'test/a.test.ts', name: 'works', durationMs: 250 },
      ],
      flaky,
    },
    source: 'JUnit, junit.xml; TestWatcher',
  });
  expect((await audit({ testFacts, options: { ...options, junit: [] } })).tests?.value.slowest).toEqual([slow]);
});

it('publishes nothing when another commit is checked out meanwhile', async () => {
  const { root, audit, first, history } = audited();
  const body = `require('fs').writeFileSync('lcov.info', ${JSON.stringify(lcov(hits))});
    require('child_process').execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', 'commit', '--quiet', '--allow-empty', '-m', 'x'])`;
  const done = await audit({ options: { ...options, junit: [], command: [process.execPath, '-e', body] } });
  expect(existsSync(join(root, 'lcov.info'))).toBe(true);
  expect([done.commit, done.coverage]).toEqual([first, undefined]);
  expect(done.faults).toMatchObject([{ type: 'coverage_stale', message: expect.stringContaining('during the audit') }]);
  expect(history.published()).toBeUndefined();
});

it('makes a fault of whatever throws, and does the rest', async () => {
  const { write, audit } = audited();
  write('lcov.info', lcov(hits), 0);
  const broken = (): never => {
    throw new Error('the disk is gone');
  };
  const done = await audit({ history: { last: broken, published: broken }, testFacts: async () => broken() });
  expect(done.coverage?.percent).toBe(80);
  expect(done.faults).toEqual(Array(3).fill({ type: 'state', message: 'the disk is gone' }));
  const gone = await audit({ root: join(temporaryFolder(), 'gone') });
  expect(gone.faults.map(({ type }) => type)).toEqual(['tree']);
});

it.each([-24, 24])('says how long it took, with and without the command, when clocks move %i h', async (hours) => {
  const { audit } = audited();
  let clock = Date.now();
  const told: number[] = [];
  const command = ['sleep', '0.05'];
  const { startedAt, finishedAt } = await audit({
    now: () => (clock += hours * 3_600_000),
    options: { ...options, command },
    onAnalysed: (durationMs) => told.push(durationMs),
  });
  const tookMs = finishedAt - startedAt;
  const [analysedMs = Number.NaN] = told;
  expect([finishedAt, tookMs < 3_600_000, analysedMs > 0, tookMs - analysedMs > 40]).toEqual([clock, true, true, true]);
});
