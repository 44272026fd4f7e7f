import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { CaseResult, FlakyCase } from '../model.ts';
import { type Flakiness, judge } from './flakiness.ts';

/** Outcomes that are kept of each case. */
const outcomesKept = 50;

/** How a case ended, its milliseconds, and with which content, as far as that was known. */
type Kept = readonly [hasFailed: 0 | 1, durationMs: number, content?: string];

export interface Entry {
  readonly test: number;
  readonly result: CaseResult;
  readonly content: string | undefined;
  readonly runId: number;
  readonly at: number;
}

export interface Findings {
  readonly flaky: FlakyCase[];
  readonly knownFlaky: FlakyCase[];
  readonly steady: CaseResult[];
  readonly fixed: CaseResult[];
  readonly broken: CaseResult[];
}

/** The cases with their latest outcomes. */
export function createCaseTable(database: DatabaseSync) {
  const find = database.prepare(
    `SELECT last_status, outcomes, flaky_since, flaky_reason, clean_runs FROM cases
     WHERE test = ? AND name = ?`,
  );
  const skip = database.prepare(
    `INSERT INTO cases (test, name, last_run, last_status) VALUES (?, ?, ?, 'skip')
     ON CONFLICT DO UPDATE SET last_run = excluded.last_run, last_status = 'skip'`,
  );
  const put = database.prepare(
    `INSERT INTO cases (test, name, last_run, last_status, outcomes, runs, failures, p50_ms,
       flaky_since, flaky_reason, clean_runs)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET last_run = excluded.last_run, last_status = excluded.last_status,
       outcomes = excluded.outcomes, runs = excluded.runs, failures = excluded.failures, p50_ms = excluded.p50_ms,
       flaky_since = excluded.flaky_since, flaky_reason = excluded.flaky_reason, clean_runs = excluded.clean_runs`,
  );
  const dropUnseen = database.prepare('DELETE FROM cases WHERE test = ? AND last_run <> ?');

  function write({ test, result, content, runId, at }: Entry, findings: Findings): void {
    const { file, name, status } = result;
    if (status === 'skip') {
      skip.run(test, name, runId);
      return;
    }
    const row = find.get(test, name);
    const hasFailed = status === 'fail';
    const earlier: Kept[] = JSON.parse(String(row?.['outcomes'] ?? '[]'));
    const isContradicted =
      content !== undefined && earlier.some(([failed, , other]) => other === content && (failed === 1) !== hasFailed);
    const before = flakinessOf(row);
    const after = judge(before, { hasFailed, failedAttempts: result.failedAttempts ?? 0, at }, isContradicted);
    const isSteady = before !== undefined && after === undefined;
    // Or the failures of then would contradict its next pass.
    const valid = isSteady ? earlier.filter(([failed]) => failed === 0) : earlier;
    const kept = [...valid, [hasFailed ? 1 : 0, rounded(result.durationMs), content] as const].slice(-outcomesKept);
    put.run(
      test,
      name,
      runId,
      status,
      JSON.stringify(kept),
      kept.length,
      kept.filter(([failed]) => failed === 1).length,
      medianOf(kept.map(([, durationMs]) => durationMs)),
      after?.since ?? null,
      after?.reason ?? null,
      after?.cleanRuns ?? 0,
    );
    if (after !== undefined) {
      const { since, reason, cleanRuns } = after;
      (before === undefined ? findings.flaky : findings.knownFlaky).push({ file, name, reason, since, cleanRuns });
    }
    if (isSteady) findings.steady.push(result);
    const failedBefore = row?.['last_status'] === 'fail';
    if (hasFailed && !failedBefore) findings.broken.push(result);
    if (!hasFailed && failedBefore && after === undefined) findings.fixed.push(result);
  }

  return { write, dropUnseen: (test: number, runId: number) => dropUnseen.run(test, runId) };
}

function flakinessOf(row: Record<string, SQLOutputValue> | undefined): Flakiness | undefined {
  if (row === undefined || row['flaky_since'] === null) return undefined;
  return {
    since: Number(row['flaky_since']),
    reason: String(row['flaky_reason']),
    cleanRuns: Number(row['clean_runs']),
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? 0;
}
