import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findRepository, writeStamp } from '@switchgear/worktree';
import { describe, expect, it } from 'vitest';
import { istanbul, junit, lcov } from '../testing/project.ts';
import { all, onlyA, project, published, sources } from './testing/request.ts';

describe('a report that is found', () => {
  it('is used with its source', async () => {
    const { write, obtain } = project();
    write('lcov.info', lcov(all), 0);
    const { coverage, faults } = await obtain({ published });
    expect(faults).toEqual([]);
    expect(coverage?.source).toBe('lcov, lcov.info');
    expect([...(coverage?.files.get('src/a.ts')?.covered ?? [])]).toEqual([1, 3]);
  });

  it('is missed with the places where it was looked for, and the remedy', async () => {
    const { obtain } = project();
    const { coverage, faults } = await obtain();
    expect(coverage).toBeUndefined();
    expect(faults).toEqual([
      { type: 'coverage_missing', message: expect.stringMatching(/lcov\.info.*coverage\.command/) },
    ]);
  });

  it.each([
    ['a source in it', 'src/b.ts'],
    ['a test', 'test/a.test.ts'],
    ['a source that is new', 'src/new.ts'],
  ])('is refused as stale when it is older than %s', async (_, path) => {
    const { write, obtain } = project();
    write('coverage/lcov.info', lcov(all), 60_000);
    write(path, '1\n2\n3\n', 0);
    const { coverage, faults } = await obtain();
    expect(coverage).toBeUndefined();
    expect(faults).toEqual([{ type: 'coverage_stale', message: expect.stringContaining(path) }]);
  });

  it('may be older than what is written with it, what is ignored, and what is of another kind', async () => {
    const { write, obtain } = project();
    write('coverage/lcov.info', lcov(all), 60_000);
    write('.gitignore', 'dist/\n', 0);
    write('packages/b/lcov.info', lcov(all), 60_000);
    for (const path of ['coverage/html/sorter.ts', 'dist/a.ts', 'README.md', 'gen/a.ts', 'packages/b/html/a.ts']) {
      write(path, '1', 0);
    }
    expect((await obtain({ ignore: ['gen/'] })).faults).toEqual([]);
    expect((await obtain()).faults[0]?.message).toContain('gen/a.ts');
  });

  it('is stale when a test has changed whose report lies in the folder of its package', async () => {
    const { write, obtain } = project({ 'packages/a/src/x.ts': '1\n', 'packages/a/test/x.test.ts': '' });
    write('packages/a/lcov.info', lcov({ 'src/x.ts': { 1: 1 } }), 60_000);
    expect((await obtain()).faults).toEqual([]);
    write('packages/a/test/x.test.ts', '', 0);
    expect((await obtain()).faults).toMatchObject([
      { message: expect.stringContaining('x.test.ts has changed since') },
    ]);
  });

  it('is refused as stale when a test that ran is gone', async () => {
    const { root, write, obtain } = project();
    write('lcov.info', lcov(all), 0);
    write('junit.xml', junit({ 'test/a.test.ts': 1, 'test/b.test.ts': 1 }), 0);
    expect((await obtain()).faults).toEqual([]);
    rmSync(join(root, 'test/b.test.ts'));
    expect((await obtain()).faults).toEqual([
      {
        type: 'coverage_stale',
        message: expect.stringMatching(/^test\/b\.test\.ts ran, as junit\.xml says, and is gone/),
      },
    ]);
  });

  it('names its tests from the root, or from a folder between its report and the root', async () => {
    const { root, write, obtain } = project({
      ...sources,
      'packages/a/src/x.ts': '1\n',
      'packages/a/test/x.test.ts': '',
      'packages/a/test/y.test.ts': '',
    });
    write('packages/a/coverage/junit.xml', junit({ 'test/x.test.ts': 1 }), 0);
    write('packages/a/lcov.info', lcov({ 'src/x.ts': { 1: 1 } }), 0);
    const parts = { junit: ['packages/*/coverage/junit.xml'] };
    const { coverage } = await obtain(parts);
    expect(coverage?.testRuns).toEqual([{ path: 'packages/a/test/x.test.ts', ran: 1, skipped: 0 }]);
    write('packages/a/coverage/junit.xml', junit({ 'test/x.test.ts': 1, 'test/y.test.ts': 1 }), 0);
    rmSync(join(root, 'packages/a/test/x.test.ts'));
    const message = expect.stringMatching(/^packages\/a\/test\/x\.test\.ts ran/);
    expect((await obtain(parts)).faults).toMatchObject([{ type: 'coverage_stale', message }]);
  });

  it.each(['tests.test_m', 'tests.test_m.TestF', 'tests.test_m.TestF.TestInner'])(
    'names its tests as pytest does: %s',
    async (className) => {
      const { write, obtain } = project({ ...sources, 'tests/test_m.py': '' });
      write('lcov.info', lcov(all), 0);
      write('junit.xml', junit({ [className]: 1 }), 0);
      expect((await obtain()).coverage?.testRuns).toEqual([{ path: 'tests/test_m.py', ran: 1, skipped: 0 }]);
    },
  );

  it('is refused as stale when git has brought another commit since, but not when its tree was committed', async () => {
    const { root, write, git, commit, obtain } = project({ ...sources, '.gitignore': 'lcov.info' });
    git('init', '--quiet', '--initial-branch=main');
    commit('Start');
    const repository = await findRepository(root);
    write('lcov.info', lcov(all), 60_000);
    write('test/c.test.ts', '');
    commit('Another');
    expect((await obtain({ repository })).faults).toEqual([]);
    git('switch', '--quiet', '--detach', 'HEAD~1');
    expect((await obtain({ repository })).faults).toEqual([
      { type: 'coverage_stale', message: expect.stringContaining('lcov.info is older than what is checked out') },
    ]);
  });

  it('is refused as stale when its stamp names another commit', async () => {
    const { root, write, obtain } = project();
    write('lcov.info', lcov(all), 0);
    writeStamp(join(root, 'lcov.info'), { commit: 'abcdef1', tests: 'all' });
    const { faults } = await obtain({ commit: '1234567890', dirty: false });
    expect(faults).toEqual([{ type: 'coverage_stale', message: expect.stringContaining('abcdef1') }]);
  });

  it('is taken whatever clocks say when its stamp names the very commit, and nothing has changed since', async () => {
    const { root, write, obtain } = project();
    write('lcov.info', lcov(all), 7_200_000);
    writeStamp(join(root, 'lcov.info'), { commit: '1234567', tests: 'all' });
    expect((await obtain({ commit: '1234567890', dirty: false })).faults).toEqual([]);
    expect((await obtain({ commit: '1234567890', dirty: true })).faults).toMatchObject([{ type: 'coverage_stale' }]);
    write('lcov.info', lcov(all), 60_000);
    write('test/a.test.ts', '', 0);
    expect((await obtain({ commit: '1234567890', dirty: true })).faults).toMatchObject([{ type: 'coverage_stale' }]);
  });

  it('is refused with its place when it is corrupt', async () => {
    const { write, obtain } = project();
    write('lcov.info', 'hello', 0);
    expect((await obtain()).faults).toEqual([
      { type: 'coverage_unreadable', message: expect.stringContaining('lcov.info') },
    ]);
  });
});

describe('a partial report', () => {
  it('is refused when a source of the last audit is missing that still exists', async () => {
    const { root, write, obtain } = project();
    write('lcov.info', lcov(onlyA), 0);
    expect(await obtain({ published })).toEqual({
      tests: undefined,
      faults: [
        { type: 'coverage_partial', message: expect.stringMatching(/src\/b\.ts is not in it.*run all with coverage/) },
      ],
    });
    rmSync(join(root, 'src/b.ts'));
    expect((await obtain({ published })).coverage).toBeDefined();
  });

  it('is refused when its stamp names tests, and taken when the stamp says that these are all', async () => {
    const { root, write, obtain } = project();
    write('lcov.info', lcov(onlyA), 0);
    writeStamp(join(root, 'lcov.info'), { commit: '1234567', tests: ['test/a.test.ts'] });
    expect((await obtain()).faults).toMatchObject([
      { type: 'coverage_partial', message: expect.stringContaining('1 test file only') },
    ]);
    writeStamp(join(root, 'lcov.info'), { commit: '1234567', tests: 'all' });
    expect((await obtain({ published })).coverage).toBeDefined();
  });

  it('is refused when a test file did not run that ran for the last audit, though all sources are in it', async () => {
    const { root, write, obtain } = project();
    write('lcov.info', lcov(all), 0);
    write('junit.xml', junit({ 'test/a.test.ts': 1, 'test/b.test.ts': ['skipped'] }), 1000);
    expect((await obtain({ published })).faults).toMatchObject([
      {
        type: 'coverage_partial',
        message: expect.stringContaining('of test/b.test.ts 0 cases ran, but 1 for the last audit'),
      },
    ]);
    rmSync(join(root, 'test/b.test.ts'));
    expect((await obtain({ published })).coverage).toBeDefined();
  });

  it('is refused when a source lost all that it had and nobody knows which tests ran, unless the run is ours', async () => {
    const { write, obtain } = project();
    const report = lcov({ ...onlyA, 'src/b.ts': { 1: 0, 2: 0 } });
    write('lcov.info', report, 0);
    expect((await obtain({ published })).faults).toMatchObject([
      {
        type: 'coverage_partial',
        message: expect.stringMatching(/nobody knows which tests ran, .* less of src\/b\.ts/),
      },
    ]);
    write('junit.xml', junit({ 'test/a.test.ts': 1, 'test/b.test.ts': 1 }), 1000);
    expect((await obtain({ published })).coverage).toBeDefined();
    const command = [process.execPath, '-e', `require('fs').writeFileSync('lcov.info', ${JSON.stringify(report)})`];
    expect((await obtain({ published, junit: [], command })).coverage).toBeDefined();
    const failing = [...command.slice(0, 2), `${command[2]};process.exitCode = 1`];
    expect((await obtain({ published, command: failing })).faults.map(({ type }) => type)).toEqual([
      'coverage_command',
      'coverage_partial',
    ]);
  });

  it.each([
    ['skipped', [1, 1, 'skipped' as const]],
    ['left out', [1, 1]],
  ])('is refused when a case was %s that ran for the last audit, unless its file has changed', async (_, cases) => {
    const { write, obtain } = project();
    const then = { ...published, testRuns: [{ path: 'test/a.test.ts', ran: 3, skipped: 0 }] };
    write('junit.xml', junit({ 'test/a.test.ts': cases }), 0);
    write('lcov.info', lcov(all), 0);
    expect((await obtain({ published: then })).faults).toMatchObject([
      { type: 'coverage_partial', message: expect.stringContaining('of test/a.test.ts 2 cases ran, but 3') },
    ]);
    write('test/a.test.ts', '', 60_000);
    write('lcov.info', lcov(all), 0);
    expect((await obtain({ published: then })).coverage).toBeDefined();
  });

  it('is refused when a source that has not changed lost a line and nobody knows which tests ran', async () => {
    const { write, obtain } = project();
    const report = lcov({ ...all, 'src/b.ts': { 1: 1, 2: 0 } });
    write('lcov.info', report, 0);
    expect((await obtain({ published })).faults).toMatchObject([
      { type: 'coverage_partial', message: expect.stringMatching(/nobody knows which tests ran, .* src\/b\.ts/) },
    ]);
    write('src/b.ts', 'one\n2\n', 60_000);
    write('lcov.info', report, 0);
    expect((await obtain({ published })).coverage).toBeDefined();
  });

  it('is none when all tests ran, whatever sources they load no more', async () => {
    const { write, obtain } = project();
    write('lcov.info', lcov(onlyA), 0);
    write('junit.xml', junit({ 'test/a.test.ts': 1, 'test/b.test.ts': 1 }), 1000);
    expect((await obtain({ published })).coverage?.testRuns).toEqual(published.testRuns);
  });

  it('is not excused by a list of tests that the last audit has seen already', async () => {
    const { write, obtain } = project();
    write('lcov.info', lcov(onlyA), 0);
    write('junit.xml', junit({ 'test/a.test.ts': 1, 'test/b.test.ts': 1 }), 120_000);
    const { faults } = await obtain({ published: { ...published, at: Date.now() - 60_000 } });
    expect(faults).toMatchObject([{ type: 'coverage_partial' }]);
  });

  it('is not excused by a list of tests that does not tell their files', async () => {
    const { write, obtain } = project();
    write('lcov.info', lcov(onlyA), 0);
    write('junit.xml', junit({ Cart: 1 }), 1000);
    expect((await obtain({ published: { ...published, testRuns: [] } })).faults).toMatchObject([
      { type: 'coverage_partial', message: expect.stringContaining('src/b.ts') },
    ]);
  });
});

describe('several reports', () => {
  it('of the same run are one, and the one that says most', async () => {
    const { root, write, obtain } = project();
    write('lcov.info', lcov({ 'src/a.ts': { 1: 0, 2: 1 } }), 0);
    write('coverage/coverage-final.json', istanbul(root, all), 1000);
    const { coverage, faults } = await obtain();
    expect(faults).toEqual([]);
    expect(coverage?.source).toBe('istanbul, coverage/coverage-final.json');
    expect([...(coverage?.files.get('src/a.ts')?.covered ?? [])]).toEqual([1, 3]);
  });

  it('that disagree are two runs, of which the newer counts whatever its format', async () => {
    const { root, write, obtain } = project();
    write('coverage/coverage-final.json', istanbul(root, all), 10_000);
    write('lcov.info', lcov({ ...all, 'src/a.ts': { 1: 1, 2: 1, 3: 1 } }), 0);
    expect((await obtain()).coverage?.source).toBe('lcov, lcov.info');
  });

  it('of different files are merged', async () => {
    const { write, obtain } = project();
    write('packages/a/lcov.info', lcov(onlyA), 0);
    write('packages/b/lcov.info', lcov({ 'src/b.ts': { 1: 1 } }), 0);
    const { coverage } = await obtain();
    expect(coverage?.source).toBe('lcov, packages/a/lcov.info; lcov, packages/b/lcov.info');
    expect([...(coverage?.files.keys() ?? [])].sort()).toEqual(['src/a.ts', 'src/b.ts']);
  });

  it('that speak of one file and differ in others are refused, with the way out', async () => {
    const { root, write, obtain } = project();
    write('coverage/coverage-final.json', istanbul(root, onlyA), 0);
    write('lcov.info', lcov(all), 0);
    const { coverage, faults } = await obtain();
    expect(coverage).toBeUndefined();
    expect(faults).toMatchObject([
      { type: 'coverage_partial', message: expect.stringMatching(/lcov\.info.*src\/b\.ts.*coverage\.reports/) },
    ]);
    expect((await obtain({ reports: ['lcov.info'] })).coverage).toBeDefined();
  });

  it.each([
    ['corrupt', 'garbage', 0, 'coverage_unreadable'],
    ['stale', lcov(onlyA), 7_200_000, 'coverage_stale'],
  ])('are refused when one of them is %s and the others do not say the same', async (_, text, ageMs, type) => {
    const { write, obtain } = project();
    write('packages/a/lcov.info', text, ageMs);
    write('packages/b/lcov.info', lcov({ 'src/b.ts': { 1: 1 } }), 0);
    write('junit.xml', junit({ 'test/a.test.ts': 1, 'test/b.test.ts': 1 }), 0);
    for (const then of [undefined, published]) {
      const { coverage, faults } = await obtain({ published: then });
      expect(coverage).toBeUndefined();
      const message = /packages\/a\/lcov\.info.*the others are not the whole: delete it, .*coverage\.reports/;
      expect(faults).toEqual([{ type, message: expect.stringMatching(message) }]);
    }
  });

  it('are refused when one of the last audit is missing, whatever tests ran', async () => {
    const { root, write, obtain } = project();
    const [a, b] = ['packages/a/lcov.info', 'packages/b/lcov.info'];
    write(b, lcov({ 'src/b.ts': { 1: 1, 2: 1 } }), 0);
    write('junit.xml', junit({ 'test/a.test.ts': 1, 'test/b.test.ts': 1 }), 0);
    const lines = { ...published.lines, source: `lcov, ${a}; lcov, ${b}` };
    expect((await obtain({ published: { ...published, lines } })).faults).toEqual([
      {
        type: 'coverage_partial',
        message: expect.stringContaining('src/a.ts is not in it, but was in the last audit'),
      },
    ]);
    write(b, lcov(all), 0);
    expect((await obtain({ published: { ...published, lines } })).coverage).toBeDefined();
    rmSync(join(root, 'src/a.ts'));
    write(b, lcov({ 'src/b.ts': { 1: 1, 2: 1 } }), 0);
    expect((await obtain({ published: { ...published, lines } })).coverage).toBeDefined();
  });

  it('are no trouble when the one that cannot be used says nothing new', async () => {
    const { write, obtain } = project();
    write('lcov.info', lcov(onlyA), 7_200_000);
    write('coverage/lcov.info', lcov(all), 0);
    write('coverage/coverage-final.json', '{"broken": {"statementMap"', 0);
    const { coverage, faults } = await obtain();
    expect(coverage?.source).toBe('lcov, coverage/lcov.info');
    expect(faults).toEqual([]);
  });
});
