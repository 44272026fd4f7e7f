import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { CaseName, CaseStatus, FlakyCase, RunResult, TestSummary } from '../model.ts';

/** One line of the list of runs. */
export interface RunSummary {
  readonly id: number;
  /** Epoch milliseconds of its end. */
  readonly at: number;
  readonly status: RunResult['status'];
  readonly durationMs: number;
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly flaky: number;
  readonly everything?: string;
  readonly batchId?: number;
  readonly commit?: string;
  readonly isDirty?: boolean;
}

type Row = Record<string, SQLOutputValue>;

const summary = `
  SELECT file, name, last_status, flaky_since, runs, failures, p50_ms
  FROM cases JOIN tests ON tests.id = cases.test WHERE is_gone = 0`;

/** Everything that is asked of the history. */
export function createQueries(database: DatabaseSync) {
  const failing = database.prepare(
    `SELECT file, name FROM cases JOIN tests ON tests.id = cases.test
     WHERE last_status = 'fail' AND is_gone = 0 ORDER BY failure_rate DESC, file, cases.id`,
  );
  const lastFailed = database.prepare(
    `SELECT file FROM tests
     WHERE is_gone = 0 AND (is_broken = 1 OR id IN (SELECT test FROM cases WHERE last_status = 'fail'))
     ORDER BY failure_rate DESC, file`,
  );
  const broken = database.prepare('SELECT file FROM tests WHERE is_broken = 1 AND is_gone = 0 ORDER BY file');
  const rates = database.prepare('SELECT file, failure_rate AS value FROM tests WHERE failure_rate > 0');
  const durations = database.prepare('SELECT file, duration_ms AS value FROM tests WHERE duration_ms IS NOT NULL');
  const loaders = database.prepare(
    `SELECT file, paths.path FROM json_each(?) AS given JOIN paths ON paths.path = given.value
     JOIN loaded ON loaded.path = paths.id JOIN tests ON tests.id = loaded.test WHERE is_gone = 0
     ORDER BY given.key`,
  );
  const known = database.prepare(
    `SELECT paths.path FROM json_each(?) AS given JOIN paths ON paths.path = given.value
     WHERE EXISTS (
       SELECT 1 FROM loaded JOIN tests ON tests.id = loaded.test
       WHERE loaded.path = paths.id AND file IN (SELECT value FROM json_each(?))
     )`,
  );
  const loadedBy = database.prepare(
    `SELECT paths.path FROM tests JOIN loaded ON loaded.test = tests.id JOIN paths ON paths.id = loaded.path
     WHERE file = ? ORDER BY paths.path`,
  );
  const removed = database.prepare(
    'UPDATE tests SET is_gone = 1 WHERE file IN (SELECT value FROM json_each(?)) RETURNING file',
  );
  const flaky = database.prepare(
    `SELECT file, name, flaky_reason, flaky_since, clean_runs FROM cases JOIN tests ON tests.id = cases.test
     WHERE flaky_since IS NOT NULL AND is_gone = 0 ORDER BY flaky_since DESC, file, name`,
  );
  const forget = database.prepare(
    `UPDATE cases SET flaky_since = NULL, outcomes = '[]' WHERE name = ? AND test = (SELECT id FROM tests WHERE file = ?)`,
  );
  const runs = database.prepare('SELECT * FROM runs ORDER BY id DESC LIMIT ?');
  const green = database.prepare(`SELECT value FROM meta WHERE key = 'green_commit'`);
  const summaries = database.prepare(`${summary} ORDER BY file, cases.id`);
  const slowest = database.prepare(`${summary} AND p50_ms IS NOT NULL ORDER BY p50_ms DESC, file, cases.id LIMIT ?`);

  const failingCases = () => failing.all().map(nameOf);
  const brokenFiles = () => columnOf(broken.all(), 'file');

  return {
    failing: failingCases,
    lastFailed: () => columnOf(lastFailed.all(), 'file'),
    broken: brokenFiles,
    standing: () => [...failingCases(), ...brokenFiles().map((file) => ({ file, name: 'fails outside of its cases' }))],
    failureRates: () => new Map(rates.all().map((row) => [String(row['file']), Number(row['value'])])),
    durations: () => new Map(durations.all().map((row) => [String(row['file']), Number(row['value'])])),
    testsThatLoaded(paths: readonly string[]): ReadonlyMap<string, string> {
      const found = new Map<string, string>();
      for (const { file, path } of loaders.all(JSON.stringify(paths))) {
        if (!found.has(String(file))) found.set(String(file), String(path));
      }
      return found;
    },
    known: (paths: readonly string[], tests: readonly string[]): ReadonlySet<string> =>
      new Set(columnOf(known.all(JSON.stringify(paths), JSON.stringify(tests)), 'path')),
    loadedBy: (test: string) => columnOf(loadedBy.all(test), 'path'),
    // Without any it is a mere question, which nobody's lock holds up.
    removed: (paths: readonly string[]) =>
      paths.length === 0 ? [] : columnOf(removed.all(JSON.stringify(paths)), 'file'),
    flaky: () => flaky.all().map(flakyOf),
    forget({ file, name }: CaseName): void {
      forget.run(name, file);
    },
    slowest: (limit: number) => slowest.all(limit).map(summaryOf),
    runs: (limit: number) => runs.all(limit).map(runOf),
    tests: () => summaries.all().map(summaryOf),
    lastGreenCommit(): string | undefined {
      const commit = green.get()?.['value'];
      return typeof commit === 'string' ? commit : undefined;
    },
  };
}

function columnOf(rows: readonly Row[], column: string): string[] {
  return rows.map((row) => String(row[column]));
}

function nameOf(row: Row): CaseName {
  return { file: String(row['file']), name: String(row['name']) };
}

function flakyOf(row: Row): FlakyCase {
  return {
    ...nameOf(row),
    reason: String(row['flaky_reason']),
    since: Number(row['flaky_since']),
    cleanRuns: Number(row['clean_runs']),
  };
}

function summaryOf(row: Row): TestSummary {
  return {
    ...nameOf(row),
    runs: Number(row['runs']),
    failures: Number(row['failures']),
    isFlaky: row['flaky_since'] !== null,
    ...(row['p50_ms'] !== null && { p50Ms: Number(row['p50_ms']) }),
    lastStatus: row['last_status'] as CaseStatus,
  };
}

function runOf(row: Row): RunSummary {
  return {
    id: Number(row['id']),
    at: Number(row['at']),
    status: row['status'] as RunResult['status'],
    durationMs: Number(row['duration_ms']),
    files: Number(row['files']),
    passed: Number(row['passed']),
    failed: Number(row['failed']),
    skipped: Number(row['skipped']),
    flaky: Number(row['flaky']),
    ...(row['everything'] !== null && { everything: String(row['everything']) }),
    ...(row['batch_id'] !== null && { batchId: Number(row['batch_id']) }),
    ...(row['commit_id'] !== null && { commit: String(row['commit_id']) }),
    ...(row['is_dirty'] !== null && { isDirty: row['is_dirty'] === 1 }),
  };
}
