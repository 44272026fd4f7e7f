import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openHistory } from './index.ts';
import { nothingChosen, outcome, record, temporaryFolder, temporaryHistory } from './testing/fixture.ts';

const everything = { ...nothingChosen, everything: 'asked for' };

describe('what failed last', () => {
  it('comes with the most failure-prone test file first', () => {
    const history = temporaryHistory();
    const of = (file: string, status: 'pass' | 'fail') => outcome('works', status, { file });
    record(history, 'A', [of('often.test.ts', 'fail'), of('once.test.ts', 'pass'), of('never.test.ts', 'pass')]);
    record(history, 'B', [of('often.test.ts', 'fail'), of('once.test.ts', 'fail'), of('never.test.ts', 'pass')]);
    expect(history.lastFailed()).toEqual(['often.test.ts', 'once.test.ts']);
    expect([...history.failureRates().keys()].sort()).toEqual(['often.test.ts', 'once.test.ts']);
  });

  it('is told with each run that does not include it', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('adds', 'fail')]);
    const { standing } = record(history, 'A', [outcome('other', 'pass', { file: 'b.test.ts' })]);
    expect(standing).toEqual([{ file: 'a.test.ts', name: 'adds' }]);
    expect(record(history, 'B', [outcome('adds', 'pass')]).standing).toEqual([]);
  });

  it('is a test file, too, that cannot be run at all, until it can', () => {
    const history = temporaryHistory();
    const errors = [{ type: 'suite_error' as const, message: 'no such module', file: 'b.test.ts' }];
    const pass = [outcome('adds', 'pass')];
    const first = record(history, 'A', pass, { result: { status: 'error', errors } });
    expect([first.standing, history.lastFailed(), history.broken()]).toEqual([[], ['b.test.ts'], ['b.test.ts']]);
    expect(history.standing()).toEqual([{ file: 'b.test.ts', name: 'fails outside of its cases' }]);
    const elsewhere = record(history, 'A', pass);
    expect(elsewhere.standing).toEqual([{ file: 'b.test.ts', name: 'fails outside of its cases' }]);
    record(history, 'A', [outcome('works', 'pass', { file: 'b.test.ts' })]);
    expect([history.lastFailed(), history.broken(), history.standing()]).toEqual([[], [], []]);
  });

  it('is no longer a test file without a case by its name, once a run of it has been carried out in full', () => {
    const history = temporaryHistory();
    const errors = [{ type: 'suite_error' as const, message: 'broken off', file: 'b.test.ts' }];
    const selection = { ...nothingChosen, chosen: [{ test: 'b.test.ts', reason: 'failed last time' }] };
    const pass = [outcome('adds', 'pass', { file: 'a class' })];
    record(history, 'A', pass, { selection, result: { status: 'error', errors } });
    record(history, 'A', pass, { selection, cases: ['adds'] });
    expect(history.broken()).toEqual(['b.test.ts']);
    record(history, 'A', pass, { selection });
    expect(history.broken()).toEqual([]);
  });

  it('drops a case that its test file no longer has', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('old name', 'fail')]);
    record(history, 'B', [outcome('new name', 'pass')]);
    expect(history.failing()).toEqual([]);
    expect(history.tests()).toMatchObject([{ name: 'new name' }]);
  });

  it('keeps the cases that a run was not asked for, was stopped before, or calls skipped for that reason', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('one', 'fail'), outcome('two', 'fail')]);
    record(history, 'A', [outcome('one', 'fail'), outcome('two', 'skip')], { cases: ['one'] });
    record(history, 'A', [outcome('one', 'fail')], { result: { status: 'error' } });
    record(history, 'A', [outcome('two', 'skip')], { result: { status: 'cancelled' } });
    expect(history.failing().map(({ name }) => name)).toEqual(['one', 'two']);
  });

  it('drops a test file that is gone, and has it back with its next run', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('adds', 'fail')], { result: { loaded: new Map([['a.test.ts', ['src/a.ts']]]) } });
    expect(history.removed(['a.test.ts', 'src/b.ts'])).toEqual(['a.test.ts']);
    expect([history.lastFailed(), history.tests(), [...history.testsThatLoaded(['src/a.ts'])]]).toEqual([[], [], []]);
    // A batch may be selected for more than once.
    expect(history.removed(['a.test.ts'])).toEqual(['a.test.ts']);
    record(history, 'A', [outcome('adds', 'fail')]);
    expect(history.lastFailed()).toEqual(['a.test.ts']);
  });

  it('drops a test file that a run of everything neither has nor should have had', () => {
    const existing = new Set(['a.test.ts', 'b.test.ts']);
    const history = temporaryHistory({ exists: (file) => existing.has(file) });
    const fail = ['a', 'b', 'c'].map((name) => outcome('adds', 'fail', { file: `${name}.test.ts` }));
    const names = () => history.lastFailed().toSorted();
    record(history, 'A', fail, { selection: everything });
    record(history, 'A', fail.slice(0, 1));
    record(history, 'A', fail.slice(0, 1), { selection: everything, cases: ['adds'] });
    expect(names()).toEqual(['a.test.ts', 'b.test.ts', 'c.test.ts']);
    // What was chosen, exists and is not reported is not good for that.
    const chosen = ['b', 'c'].map((name) => ({ test: `${name}.test.ts`, reason: 'as everything' }));
    record(history, 'A', fail.slice(0, 1), { selection: { ...everything, chosen } });
    expect(names()).toEqual(['a.test.ts', 'b.test.ts']);
    // The configuration of the runner excludes it.
    record(history, 'A', fail.slice(0, 1), { selection: everything });
    expect(names()).toEqual(['a.test.ts']);
  });
});

describe('what tests load', () => {
  const load = (...paths: string[]) => ({ result: { loaded: new Map([['a.test.ts', paths]]) } });

  it('leads from files to tests and back', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('adds', 'pass')], load('src/b.ts', 'src/a.ts'));
    expect(history.loadedBy('a.test.ts')).toEqual(['src/a.ts', 'src/b.ts']);
    expect([...history.testsThatLoaded(['src/none.ts', 'src/b.ts'])]).toEqual([['a.test.ts', 'src/b.ts']]);
    const paths = ['src/none.ts', 'src/b.ts'];
    expect([...history.known(paths, ['a.test.ts'])]).toEqual(['src/b.ts']);
    expect([...history.known(paths, ['b.test.ts'])]).toEqual([]);
  });

  it('is replaced by a run that passes', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('adds', 'pass')], load('src/a.ts', 'src/b.ts'));
    record(history, 'B', [outcome('adds', 'pass')], load('src/a.ts'));
    expect(history.loadedBy('a.test.ts')).toEqual(['src/a.ts']);
  });

  it('only grows by a run that may not have come to load everything', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('adds', 'pass')], load('src/a.ts'));
    record(history, 'B', [outcome('adds', 'fail')], load('src/b.ts'));
    const { result } = load('src/c.ts');
    record(history, 'B', [outcome('adds', 'pass')], { result: { ...result, status: 'cancelled' } });
    record(history, 'B', [outcome('adds', 'pass')], { ...load('src/d.ts'), cases: ['adds'] });
    expect(history.loadedBy('a.test.ts')).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/d.ts']);
  });
});

describe('the last green commit', () => {
  it('is that of a run of everything that passed on a clean tree', () => {
    const history = temporaryHistory();
    const pass = [outcome('adds', 'pass')];
    expect(history.lastGreenCommit()).toBeUndefined();
    record(history, 'A', pass, { selection: everything, commit: 'green', isDirty: false });
    record(history, 'A', pass, { selection: everything, commit: 'dirty', isDirty: true });
    record(history, 'A', pass, { commit: 'part', isDirty: false });
    record(history, 'A', pass, { selection: everything, commit: 'some', isDirty: false, cases: ['adds'] });
    record(history, 'A', [outcome('adds', 'fail')], { selection: everything, commit: 'red', isDirty: false });
    expect(history.lastGreenCommit()).toBe('green');
  });
});

describe('the file', () => {
  it('keeps everything for the next process', () => {
    const file = join(temporaryFolder(), 'history.db');
    const first = openHistory({ file });
    record(first, 'A', [outcome('adds', 'fail')], { batchId: 7, commit: 'c', isDirty: true });
    first.close();
    const second = openHistory({ file });
    expect(record(second, 'A', [outcome('adds', 'pass')]).flaky).toMatchObject([{ name: 'adds' }]);
    expect(second.runs(5)).toMatchObject([
      { status: 'pass', passed: 1, failed: 0 },
      { status: 'fail', passed: 0, failed: 1, batchId: 7, commit: 'c', isDirty: true },
    ]);
    second.close();
  });

  it('does not grow without end', () => {
    const file = join(temporaryFolder(), 'history.db');
    const history = openHistory({ file });
    for (let run = 0; run < 1_300; run += 1) {
      const gone = `gone-${Math.min(run, 10)}.test.ts`;
      const result = { loaded: new Map([[gone, [`src/${gone}`]]]) };
      record(
        history,
        `${run}`,
        [outcome('adds', 'pass'), outcome(`of run ${run}`, 'pass')],
        run <= 10 ? { result } : {},
      );
      if (run <= 10) history.removed([gone]);
    }
    expect(history.runs(9_999)).toHaveLength(1_000);
    expect(history.tests()).toMatchObject([{ name: 'adds', runs: 50 }, { name: 'of run 1299' }]);
    history.close();
    const database = new DatabaseSync(file);
    const rows = (table: string) => database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.['rows'];
    expect(['cases', 'tests', 'loaded', 'paths'].map(rows)).toEqual([2, 1, 0, 0]);
    database.close();
  });

  it('is refused with a remedy where it is another’s, and left as it was', () => {
    const file = join(temporaryFolder(), 'history.db');
    writeFileSync(file, 'a letter of some length, which is no database at all and shall not become one');
    expect(() => openHistory({ file })).toThrow(/history\.db: .*move it away/);
    expect(() => openHistory({ file })).toThrow(expect.objectContaining({ fault: 'unusable' }));
  });
});

describe('the summaries', () => {
  it('give the median and the failures of each case, slowest first', () => {
    const history = temporaryHistory();
    for (const durationMs of [9, 1, 5]) {
      record(history, 'A', [
        outcome('slow', durationMs === 9 ? 'fail' : 'pass', { durationMs }),
        outcome('quick', 'pass', { durationMs: 2 }),
        outcome('left out', 'skip'),
      ]);
    }
    const slow = { file: 'a.test.ts', name: 'slow', runs: 3, failures: 1, isFlaky: true, p50Ms: 5, lastStatus: 'pass' };
    expect(history.tests()).toEqual([
      slow,
      expect.objectContaining({ name: 'quick', p50Ms: 2 }),
      { file: 'a.test.ts', name: 'left out', runs: 0, failures: 0, isFlaky: false, lastStatus: 'skip' },
    ]);
    expect(history.slowest(1)).toEqual([slow]);
    expect([...history.durations()]).toEqual([['a.test.ts', 7]]);
  });
});
