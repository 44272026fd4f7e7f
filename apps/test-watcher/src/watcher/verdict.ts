import { messageOf } from '@switchgear/service';
import { TestWatcherError } from '../errors.ts';
import type { RunErrorType, RunResult } from '../model.ts';

/** Errors after which nobody knows whether the changes are good: they stay in the queue. */
const untested: ReadonlySet<RunErrorType> = new Set<RunErrorType>([
  'configuration',
  'no_tests',
  'runner_died',
  'runner_missing',
  'unknown_format',
]);

/** Whether a run has said nothing of the changes that it was for. */
export function isUntested({ status, errors }: RunResult): boolean {
  return status === 'error' && errors.some(({ type }) => untested.has(type));
}

/** The result of a run that broke off before it began. */
export function resultOf(error: unknown): RunResult {
  const code = error instanceof TestWatcherError ? error.code : undefined;
  const type = untested.has(code as RunErrorType) ? (code as RunErrorType) : 'runner_died';
  return {
    status: 'error',
    cases: [],
    errors: [{ type, message: messageOf(error) }],
    durationMs: 0,
    loaded: new Map(),
  };
}

/** Exit status of `--once`: 0 passed, 1 failed, 2 could not be run. */
export function exitStatusOf(results: readonly RunResult[]): 0 | 1 | 2 {
  if (results.some(({ status }) => status === 'error' || status === 'cancelled')) return 2;
  return results.some(({ status }) => status === 'fail') ? 1 : 0;
}
