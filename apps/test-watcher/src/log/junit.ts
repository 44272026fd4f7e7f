import { type JunitSuite, writeJunit } from '@switchgear/worktree';
import type { CaseName, CaseResult, RunResult } from '../model.ts';

const standingFailure = { message: 'It failed before this run, was no part of it, and has not passed since.' };

/**
 * All results as JUnit XML, a suite for each test file; a case that ran twice counts as it ended last.
 *
 * @param standing what failed the last time it ran: what is red does not leave a report because it has not run
 */
export function junitOf(results: readonly RunResult[], standing: readonly CaseName[]): string {
  const errors = results.at(-1)?.errors ?? [];
  const isTold = (file: string) => errors.some((error) => error.file === file);
  const before = standing
    .filter(({ file }) => !isTold(file))
    .map((one): CaseResult => ({ ...one, status: 'fail', durationMs: 0, failure: standingFailure }));
  const files = new Map<string, Map<string, CaseResult>>();
  for (const result of [...before, ...results.flatMap(({ cases }) => cases)]) {
    const cases = files.get(result.file) ?? new Map();
    files.set(result.file, cases.set(result.name, result));
  }
  const suites = [...files].map(
    ([file, cases]): JunitSuite => ({
      name: file,
      cases: [...cases.values()].map(({ name, status, durationMs, failure }) => ({
        name,
        file,
        status,
        durationMs,
        ...(failure !== undefined && {
          message: failure.message,
          stack: [failure.diff, failure.stack].filter((part) => part !== undefined).join('\n'),
        }),
      })),
    }),
  );
  return writeJunit([...suites, ...errors.map((error) => ({ name: error.file ?? 'run', cases: [], errors: [error] }))]);
}
