import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CaseResult, RunResult, Selection } from '../../model.ts';
import { type FinishedRun, type History, type HistoryOptions, openHistory, type Recorded } from '../index.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function temporaryHistory(options: Omit<HistoryOptions, 'file'> = {}): History {
  const history = openHistory({ file: join(temporaryFolder(), 'history.db'), ...options });
  onTestFinished(() => history.close());
  return history;
}

/** `adds: fail` in a.test.ts, for example. */
export function outcome(name: string, status: CaseResult['status'], extra: Partial<CaseResult> = {}): CaseResult {
  const failure = status === 'fail' ? { failure: { message: 'expected 1 to be 2' } } : {};
  return { file: 'a.test.ts', name, status, durationMs: 1, ...failure, ...extra };
}

export function resultOf(cases: readonly CaseResult[], extra: Partial<RunResult> = {}): RunResult {
  const status = cases.some((one) => one.status === 'fail') ? 'fail' : 'pass';
  return { status, cases, errors: [], durationMs: 10, loaded: new Map(), ...extra };
}

export const nothingChosen: Selection = { chosen: [], unaffecting: [] };

/** Records a run of these cases, all of which have this content. */
export function record(
  history: History,
  content: string | undefined,
  cases: readonly CaseResult[],
  extra: Partial<Omit<FinishedRun, 'result'>> & { result?: Partial<RunResult> } = {},
): Recorded {
  const { result, ...others } = extra;
  return history.record({
    result: resultOf(cases, result),
    selection: nothingChosen,
    contentOf: () => content,
    ...others,
  });
}
