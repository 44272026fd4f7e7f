import type { CaseResult } from '../model.ts';

/**
 * Cases by test file and name. A name that a file uses more than once, as tables of cases do, is one case that fails
 * with any of them: otherwise one row that passes and one that fails would look flaky.
 */
export function byFile(cases: readonly CaseResult[]): Map<string, Map<string, CaseResult>> {
  const files = new Map<string, Map<string, CaseResult>>();
  for (const result of cases) {
    const names = files.get(result.file) ?? new Map<string, CaseResult>();
    files.set(result.file, names);
    const other = names.get(result.name);
    names.set(result.name, other === undefined ? result : merge(other, result));
  }
  return files;
}

const weight = { fail: 2, pass: 1, skip: 0 };

function merge(one: CaseResult, other: CaseResult): CaseResult {
  const worst = weight[other.status] > weight[one.status] ? other : one;
  const failedAttempts = Math.max(one.failedAttempts ?? 0, other.failedAttempts ?? 0);
  return {
    ...worst,
    durationMs: one.durationMs + other.durationMs,
    ...(failedAttempts > 0 && { failedAttempts }),
  };
}
