import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '@switchgear/service';
import type { CaseName, CaseResult, FlakyCase, RunResult, Selection } from '../model.ts';
import { createCaseTable } from './cases.ts';
import { createLoadedTable } from './loaded.ts';
import { byFile } from './merge.ts';
import type { createQueries } from './queries.ts';

/** Runs that are kept. */
const runsKept = 1000;
/** Weight of the newest run in a failure rate: about the last ten count. */
const newestWeight = 0.2;
/** What nothing refers to any more is cleared once in so many runs. */
const clearingInterval = 100;

export interface FinishedRun {
  readonly result: RunResult;
  readonly selection: Selection;
  /** Identifies everything that decides how a test file ends; undefined where that is not known. */
  readonly contentOf: (test: string) => string | undefined;
  /** Only these cases were asked for, as in the request. */
  readonly cases?: readonly string[];
  readonly commit?: string;
  readonly isDirty?: boolean;
  readonly batchId?: number;
}

export interface Recorded {
  readonly runId: number;
  /** Newly recognised. */
  readonly flaky: readonly FlakyCase[];
  /** Cases of this run that were known to be flaky, and still are. */
  readonly knownFlaky: readonly FlakyCase[];
  /** No longer flaky: they have passed often enough in a row. */
  readonly steady: readonly CaseResult[];
  /** They failed the last time and pass; flaky ones are not among them. */
  readonly fixed: readonly CaseResult[];
  /** They fail and did not the last time. */
  readonly broken: readonly CaseResult[];
  /** They failed the last time and were no part of this run. */
  readonly standing: readonly CaseName[];
}

export interface Surroundings {
  exists(test: string): boolean;
  now(): number;
}

/** Writes a run in one transaction. */
export function createRecorder(
  database: DatabaseSync,
  queries: ReturnType<typeof createQueries>,
  { exists, now }: Surroundings,
) {
  const cases = createCaseTable(database);
  const loaded = createLoadedTable(database);
  const insertRun = database.prepare(
    `INSERT INTO runs (at, status, duration_ms, files, passed, failed, skipped, everything, batch_id, commit_id, is_dirty)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const countFlaky = database.prepare('UPDATE runs SET flaky = ? WHERE id = ?');
  const upsertTest = database.prepare(
    `INSERT INTO tests (file, last_run) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET last_run = excluded.last_run, is_gone = 0 RETURNING id`,
  );
  const rate = database.prepare('UPDATE tests SET failure_rate = failure_rate + ? * (? - failure_rate) WHERE id = ?');
  const setBroken = database.prepare('UPDATE tests SET is_broken = ? WHERE id = ?');
  const setSound = database.prepare('UPDATE tests SET is_broken = 0 WHERE file IN (SELECT value FROM json_each(?))');
  const time = database.prepare('UPDATE tests SET duration_ms = ? WHERE id = ?');
  const setMeta = database.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const epoch = database.prepare(`SELECT value FROM meta WHERE key = 'epoch'`);
  const unseen = database.prepare('SELECT file FROM tests WHERE is_gone = 0 AND last_run <> ?');
  const forgetRuns = database.prepare('DELETE FROM runs WHERE id <= ?');

  return (run: FinishedRun): Recorded => inTransaction(database, () => write(run));

  function write(run: FinishedRun): Recorded {
    const at = now();
    const files = byFile(run.result.cases);
    const runId = writeRun(run, at, files);
    // Without a batch it repeats a selection, and nothing has changed.
    if (run.selection.reachesBeyondImports && run.batchId !== undefined) setMeta.run('epoch', runId);
    const recorded = { runId, flaky: [], knownFlaky: [], steady: [], fixed: [], broken: [] };
    /** Every case of a file has had its say, so that what is missing does not exist any more. */
    const isWhole = run.cases === undefined && (run.result.status === 'pass' || run.result.status === 'fail');
    for (const [file, results] of files) {
      const test = testOf(file, runId);
      const content = contentOf(run, file);
      for (const result of results.values()) {
        // A runner that is asked for some cases, or is stopped, may call the others skipped.
        if (isWhole || result.status !== 'skip') cases.write({ test, result, content, runId, at }, recorded);
      }
      if (isWhole) cases.dropUnseen(test, runId);
      noteEnd(test, [...results.values()], isWhole);
    }
    const broken = new Set(run.result.errors.flatMap(({ file }) => file ?? []));
    for (const file of new Set([...broken, ...files.keys()])) noteBroken(testOf(file, runId), broken.has(file), run);
    // A report may know test files by other names, and one may have no case.
    if (isWhole) setSound.run(JSON.stringify(run.selection.chosen.map(({ test }) => test)));
    for (const [file, paths] of run.result.loaded) {
      const hasPassed = isWhole && [...(files.get(file)?.values() ?? [])].every(({ status }) => status !== 'fail');
      loaded.write(testOf(file, runId), paths, hasPassed);
    }
    if (isWhole && run.selection.everything !== undefined) dropVanished(run, runId);
    countFlaky.run(recorded.flaky.length + recorded.knownFlaky.length, runId);
    noteGreen(run);
    clear(runId);
    const isOfThisRun = ({ file, name }: CaseName) => broken.has(file) || files.get(file)?.has(name) === true;
    return { ...recorded, standing: queries.standing().filter((one) => !isOfThisRun(one)) };
  }

  function writeRun(run: FinishedRun, at: number, files: ReadonlyMap<string, unknown>): number {
    const { result, selection } = run;
    const count = (status: string) => result.cases.filter((one) => one.status === status).length;
    const { lastInsertRowid } = insertRun.run(
      at,
      result.status,
      result.durationMs,
      files.size,
      count('pass'),
      count('fail'),
      count('skip'),
      selection.everything ?? null,
      run.batchId ?? null,
      run.commit ?? null,
      run.isDirty === undefined ? null : Number(run.isDirty),
    );
    return Number(lastInsertRowid);
  }

  function testOf(file: string, runId: number): number {
    return Number(upsertTest.get(file, runId)?.['id']);
  }

  /** A file that came and went while another run went on was perhaps tested, but never was a change. */
  function dropVanished({ selection }: FinishedRun, runId: number): void {
    const tests = new Set(selection.chosen.map(({ test }) => test));
    const files = unseen.all(runId).map((row) => String(row['file']));
    queries.removed(files.filter((file) => !tests.has(file) || !exists(file)));
  }

  /** What a cancelled run has read may have changed meanwhile. */
  function contentOf(run: FinishedRun, file: string): string | undefined {
    const content = run.result.status === 'cancelled' ? undefined : run.contentOf(file);
    if (content === undefined) return undefined;
    const base = Number(epoch.get()?.['value'] ?? 0);
    // 72 bits are enough to tell the contents of one case apart, of which there may be fifty.
    return createHash('sha256').update(`${base} ${content}`).digest('base64').slice(0, 12);
  }

  function noteEnd(test: number, results: readonly CaseResult[], isWhole: boolean): void {
    const ran = results.filter(({ status }) => status !== 'skip');
    if (ran.length === 0) return;
    rate.run(newestWeight, Number(ran.some(({ status }) => status === 'fail')), test);
    if (isWhole) {
      time.run(
        ran.reduce((sum, { durationMs }) => sum + durationMs, 0),
        test,
      );
    }
  }

  /** A file that cannot be imported fails without a case. That it can, only a run of all its cases shows. */
  function noteBroken(test: number, isBroken: boolean, { result, cases: some }: FinishedRun): void {
    if (isBroken) rate.run(newestWeight, 1, test);
    if (isBroken || (some === undefined && result.status !== 'cancelled')) setBroken.run(Number(isBroken), test);
  }

  function noteGreen({ result, selection, commit, isDirty, cases: some }: FinishedRun): void {
    const isGreen = result.status === 'pass' && selection.everything !== undefined && some === undefined;
    if (isGreen && commit !== undefined && isDirty === false) setMeta.run('green_commit', commit);
  }

  function clear(runId: number): void {
    forgetRuns.run(runId - runsKept);
    if (runId % clearingInterval !== 0) return;
    database.prepare('DELETE FROM tests WHERE is_gone = 1 AND last_run <= ?').run(runId - runsKept);
    database.exec('DELETE FROM paths WHERE id NOT IN (SELECT path FROM loaded)');
  }
}
