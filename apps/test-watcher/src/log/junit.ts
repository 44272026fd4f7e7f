import { type JunitSuite, writeJunit } from '@switchgear/worktree';
import type { RunResult } from '../model.ts';

/** All results as JUnit XML, a suite for each test file; a case that ran twice counts as it ended last. */
export function junitOf(results: readonly RunResult[]): string {
  const files = new Map<string, Map<string, RunResult['cases'][number]>>();
  for (const result of results.flatMap(({ cases }) => cases)) {
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
  const errors = results.at(-1)?.errors ?? [];
  return writeJunit([...suites, ...errors.map((error) => ({ name: error.file ?? 'run', cases: [], errors: [error] }))]);
}
