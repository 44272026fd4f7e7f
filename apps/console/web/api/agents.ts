import { getJson } from './http.ts';

/** What TestWatcher knows of the tests of a tree. */
export interface TestStatus {
  readonly root: string;
  /** The last run that came to its end; `at` in epoch milliseconds. */
  readonly last_run: { readonly at: number; readonly status: string; readonly passed: number } | null;
  /** Tests that failed the last time they ran. */
  readonly failing: number;
  readonly flaky: number;
  /** Some of those that fail. */
  readonly first_failing: readonly { readonly file: string; readonly name: string }[];
}

/** A finished audit. Times are epoch milliseconds. */
export interface Audit {
  readonly id: string;
  readonly finished_at: number;
  /** Undefined where coverage could not be measured. */
  readonly percent?: number | null;
  /** Parts that could not be done. */
  readonly faults: number;
}

export function testStatus(signal: AbortSignal): Promise<TestStatus> {
  return getJson('/test-watcher/api/v1/status', { signal });
}

/** The newest audits, newest first. */
export async function newestAudits(limit: number, signal: AbortSignal): Promise<readonly Audit[]> {
  return (await getJson<{ audits: readonly Audit[] }>(`/audit-agent/api/v1/audits?limit=${limit}`, { signal })).audits;
}
