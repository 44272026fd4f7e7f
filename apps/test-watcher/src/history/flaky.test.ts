import { describe, expect, it } from 'vitest';
import { nothingChosen, outcome, record, temporaryHistory } from './testing/fixture.ts';

const names = (cases: readonly { readonly name: string }[]) => cases.map(({ name }) => name);

describe('a case with both outcomes', () => {
  it('is flaky when nothing has changed, and is not called fixed', () => {
    const history = temporaryHistory({ now: () => 1_000 });
    record(history, 'A', [outcome('adds', 'fail'), outcome('steady', 'pass')]);
    const { flaky, fixed } = record(history, 'A', [outcome('adds', 'pass'), outcome('steady', 'pass')]);
    const expected = { file: 'a.test.ts', name: 'adds', reason: 'passed and failed with nothing changed' };
    expect(flaky).toEqual([{ ...expected, since: 1_000, cleanRuns: 0 }]);
    expect(fixed).toEqual([]);
    expect(history.flaky()).toEqual(flaky);
    expect(history.tests().map(({ name, isFlaky }) => [name, isFlaky])).toEqual([
      ['adds', true],
      ['steady', false],
    ]);
  });

  it('is flaky when the failure comes second, and is called broken, too', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('adds', 'pass')]);
    const { flaky, broken } = record(history, 'A', [outcome('adds', 'fail')]);
    expect([names(flaky), names(broken)]).toEqual([['adds'], ['adds']]);
  });

  it('is flaky when other contents came between', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('adds', 'fail')]);
    record(history, 'B', [outcome('adds', 'pass')]);
    expect(names(record(history, 'A', [outcome('adds', 'pass')]).flaky)).toEqual(['adds']);
  });

  it('is fixed, not flaky, when its content has changed', () => {
    const history = temporaryHistory();
    record(history, 'A', [outcome('adds', 'fail')]);
    const { flaky, fixed } = record(history, 'B', [outcome('adds', 'pass')]);
    expect([names(flaky), names(fixed)]).toEqual([[], ['adds']]);
  });

  it('is not flaky when a change reached beyond what it loads, but is when that run is repeated', () => {
    const history = temporaryHistory();
    const selection = { ...nothingChosen, reachesBeyondImports: true };
    record(history, 'A', [outcome('adds', 'fail')]);
    expect(record(history, 'A', [outcome('adds', 'pass')], { selection, batchId: 1 }).flaky).toEqual([]);
    expect(names(record(history, 'A', [outcome('adds', 'fail')], { selection }).flaky)).toEqual(['adds']);
  });

  it('is not judged where the content is not known, nor in a run that was cancelled', () => {
    const history = temporaryHistory();
    record(history, undefined, [outcome('adds', 'fail')]);
    expect(record(history, undefined, [outcome('adds', 'pass')]).flaky).toEqual([]);
    record(history, 'A', [outcome('adds', 'fail')], { result: { status: 'cancelled' } });
    expect(record(history, 'A', [outcome('adds', 'pass')]).flaky).toEqual([]);
  });

  it('is not flaky for a name that is used twice, of which one passes and one fails', () => {
    const history = temporaryHistory();
    const rows = [outcome('row', 'pass'), outcome('row', 'fail')];
    for (const cases of [rows, rows.toReversed(), rows]) {
      expect(record(history, 'A', cases).flaky).toEqual([]);
    }
    expect(history.tests()).toMatchObject([{ name: 'row', runs: 3, failures: 3, lastStatus: 'fail' }]);
  });

  it('is flaky when it passed only after failures within one run', () => {
    const history = temporaryHistory();
    const { flaky } = record(history, undefined, [outcome('adds', 'pass', { failedAttempts: 2 })]);
    expect(flaky).toMatchObject([{ name: 'adds', reason: 'passed after 2 failures in one run' }]);
  });
});

describe('a flaky case', () => {
  function flakyHistory() {
    const history = temporaryHistory();
    record(history, 'A', [outcome('adds', 'fail')]);
    record(history, 'A', [outcome('adds', 'pass')]);
    return history;
  }
  const pass = [outcome('adds', 'pass')];

  it('is named by every run that it is part of', () => {
    const history = flakyHistory();
    const { flaky, knownFlaky, fixed } = record(history, 'A', pass);
    expect([names(flaky), names(knownFlaky), fixed]).toEqual([[], ['adds'], []]);
    expect(history.runs(1)).toMatchObject([{ flaky: 1, passed: 1 }]);
  });

  it('is steady again after ten passes in a row, of whatever content, which is told', () => {
    const history = flakyHistory();
    for (let run = 0; run < 9; run += 1) {
      expect(record(history, 'A', pass)).toMatchObject({
        knownFlaky: [{ name: 'adds', cleanRuns: run + 1 }],
        steady: [],
      });
    }
    const { knownFlaky, steady } = record(history, 'A', pass);
    expect([knownFlaky, names(steady)]).toEqual([[], ['adds']]);
    expect(history.flaky()).toEqual([]);
    expect(record(history, 'A', pass)).toMatchObject({ flaky: [], steady: [] });
  });

  it('is recognised anew when it fails with the content of its ten passes', () => {
    const history = flakyHistory();
    for (let run = 0; run < 10; run += 1) record(history, 'A', pass);
    const { flaky, broken } = record(history, 'A', [outcome('adds', 'fail')]);
    expect([names(flaky), names(broken)]).toEqual([['adds'], ['adds']]);
  });

  it('stays flaky however often it passes only at the second attempt', () => {
    const history = temporaryHistory();
    const retried = [outcome('adds', 'pass', { failedAttempts: 1 })];
    for (let run = 0; run < 20; run += 1) record(history, 'A', retried);
    expect(history.flaky()).toMatchObject([{ name: 'adds', cleanRuns: 0 }]);
  });

  it('begins to count anew when it fails', () => {
    const history = flakyHistory();
    for (let run = 0; run < 9; run += 1) record(history, 'B', pass);
    record(history, 'C', [outcome('adds', 'fail')]);
    expect(history.flaky()).toMatchObject([{ cleanRuns: 0 }]);
  });

  it('is steady at once when it is forgotten, and is not recognised again by what was', () => {
    const history = flakyHistory();
    history.forget({ file: 'a.test.ts', name: 'adds' });
    expect(history.flaky()).toEqual([]);
    expect(record(history, 'A', pass)).toMatchObject({ flaky: [], knownFlaky: [] });
  });
});
