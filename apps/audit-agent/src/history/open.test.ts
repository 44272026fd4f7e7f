import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Audit, Fault } from '../model.ts';
import { exampleAudit, hugeAudit } from '../testing/audit.ts';
import { type AuditHistory, openAuditHistory } from './open.ts';

let folder = '';
let file = '';
let history: AuditHistory;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  file = join(folder, 'state', 'audit.db');
  history = openAuditHistory({ file });
});

afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true });
});

function uncovered(id: string, finishedAt: number): Audit {
  const { coverage: _, ...rest } = exampleAudit({ id, finishedAt, faults: [] });
  return rest;
}

function covered(id: string, finishedAt: number, percent: number): Audit {
  const { coverage, ...rest } = exampleAudit({ id, finishedAt });
  if (coverage === undefined) throw new Error('the example has coverage');
  return { ...rest, coverage: { ...coverage, percent } };
}

it('knows nothing at first', () => {
  expect([history.last(), history.lastFinishedAt(), history.published()]).toEqual([undefined, undefined, undefined]);
  expect([history.list(10), history.trend(10), history.get('x')]).toEqual([[], [], undefined]);
});

it('gives back what it was given, also after it was opened anew', () => {
  history.save(exampleAudit({ id: 'a' }));
  history.close();
  history = openAuditHistory({ file });
  expect(history.get('a')).toEqual(exampleAudit({ id: 'a' }));
  expect(history.last()).toEqual(exampleAudit({ id: 'a' }));
});

it('lists the newest first, in short', () => {
  history.save(covered('a', 10, 80));
  history.save(uncovered('b', 20));
  expect(history.list(10)).toEqual([
    {
      id: 'b',
      startedAt: exampleAudit().startedAt,
      finishedAt: 20,
      commit: exampleAudit().commit,
      triggers: ['scheduled', 'marker_detected'],
      reasons: ['it is due at 00:00', 'docs/PHASE_2.md says that something is complete'],
      faults: 0,
    },
    expect.objectContaining({ id: 'a', percent: 80, faults: 1 }),
  ]);
  expect(history.list(1)).toHaveLength(1);
});

it('names of many reasons some, and each trigger', () => {
  const reasons = ['commit', 'commit', 'commit', 'commit', 'manual'] as const;
  history.save(
    exampleAudit({ reasons: reasons.map((trigger, at) => ({ trigger, key: `${at}`, text: `the ${at}`, at })) }),
  );
  expect(history.list(1)).toMatchObject([
    { triggers: ['commit', 'manual'], reasons: ['the 0', 'the 1', 'the 2', 'the 4'] },
  ]);
});

it('leaves out what is damaged, and says once where it is and what to do', () => {
  const faults: Fault[] = [];
  history.close();
  history = openAuditHistory({ file, onFault: (fault) => faults.push(fault) });
  for (const [at, id] of ['a', 'b', 'c', 'd', 'e'].entries()) history.save(covered(id, at, 80 + at));
  const other = new DatabaseSync(file);
  other.exec(`UPDATE audit SET body = x'00ff' WHERE id = 'e'; UPDATE audit SET body = 'x' WHERE id = 'd';
    UPDATE audit SET body = (SELECT body FROM audit WHERE id = 'a') WHERE id = 'c';
    UPDATE audit SET triggers = '[' WHERE id = 'b'`);
  other.close();
  for (let count = 0; count < 2; count += 1) {
    expect([history.last()?.id, history.published()?.percent, history.lastFinishedAt()]).toEqual(['b', 81, 4]);
    expect([history.get('e'), history.get('b')?.id]).toEqual([undefined, 'b']);
    expect(history.list(9).map(({ id }) => id)).toEqual(['e', 'd', 'c', 'a']);
    expect(history.trend(9)).toHaveLength(5);
  }
  expect(faults.map(({ type }) => type)).toEqual(['state', 'state', 'state', 'state']);
  expect(faults[0]?.message).toBe(
    `${file}: row 5 is damaged (unexpected end of file) and left out; delete it: sqlite3 ${file} 'DELETE FROM audit WHERE position = 5'`,
  );
});

it('takes what is no audit for damaged', () => {
  const faults: Fault[] = [];
  history.close();
  history = openAuditHistory({ file, onFault: (fault) => faults.push(fault) });
  history.save(covered('a', 1, 80));
  const other = new DatabaseSync(file);
  const put = other.prepare('UPDATE audit SET body = ? WHERE id = ?');
  const foreign = { coverage: { percent: 'x' }, reasons: 'y', faults: {}, commits: undefined };
  for (const [part, value] of Object.entries(foreign)) {
    const audit = covered(`no ${part}`, 2, 90);
    history.save(audit);
    put.run(deflateRawSync(JSON.stringify({ ...audit, [part]: value })), audit.id);
  }
  other.close();
  expect([history.last()?.id, history.published()?.percent]).toEqual(['a', 80]);
  expect(faults.map(({ message }) => /row \d .*delete it/.exec(message)?.length)).toEqual([1, 1, 1, 1]);
});

it('names the file and the remedy where nothing can be read or written', () => {
  history.close();
  writeFileSync(file, 'something else entirely, which is longer than a header of SQLite would be. '.repeat(4));
  expect(() => openAuditHistory({ file })).toThrow(/audit\.db: .*move it away/);
  rmSync(file);
  history = openAuditHistory({ file });
  const other = new DatabaseSync(file);
  other.exec('DROP TABLE audit');
  other.close();
  for (const use of [() => history.save(exampleAudit()), () => history.list(1), () => history.last()]) {
    expect(use).toThrow(/audit\.db: no such table/);
  }
});

it('publishes the last coverage that there was', () => {
  history.save(covered('a', 10, 80));
  history.save(covered('b', 20, 70));
  history.save(uncovered('c', 30));
  expect(history.published()).toMatchObject({ percent: 70, files: exampleAudit().coverage?.files });
  expect(history.trend(10)).toEqual([
    { at: 10, percent: 80, commit: exampleAudit().commit },
    { at: 20, percent: 70, commit: exampleAudit().commit },
  ]);
  expect(history.trend(1).map(({ at }) => at)).toEqual([20]);
});

it('takes the order of saving for the order of audits when the clock is set back', () => {
  history.save(covered('a', 5000, 80));
  history.save(covered('b', 1000, 70));
  expect([history.last()?.id, history.lastFinishedAt(), history.published()?.percent]).toEqual(['b', 1000, 70]);
});

it('drops the oldest, says which, and keeps what is published', () => {
  history.close();
  history = openAuditHistory({ file, keep: 2 });
  expect(history.save(covered('a', 1, 80))).toEqual([]);
  expect(history.save(covered('b', 2, 81))).toEqual([]);
  expect(history.save(uncovered('c', 3))).toEqual(['a']);
  expect(history.save(uncovered('d', 4))).toEqual([]);
  expect(history.save(uncovered('e', 5))).toEqual(['c']);
  expect(history.published()?.percent).toBe(81);
});

it('keeps an audit of 5,000 files small', () => {
  for (let count = 0; count < 3; count += 1) {
    const { patch: _, ...audit } = hugeAudit();
    history.save({ ...audit, id: `${count}` });
  }
  history.close();
  expect(statSync(file).size).toBeLessThan(3 * 500_000);
  history = openAuditHistory({ file });
});

it('saves an audit only once', () => {
  history.save(exampleAudit({ id: 'a' }));
  expect(() => history.save(exampleAudit({ id: 'a' }))).toThrow('UNIQUE');
});
