import type { SupervisorStatus } from '../control/protocol.ts';
import { CliError } from '../errors.ts';
import { callJson } from './http.ts';

/** What TestWatcher knows of its tests. */
export interface TestsReport {
  readonly root: string;
  /** Epoch milliseconds; null before the first run. */
  readonly last_run: { readonly at: number; readonly status: string } | null;
  readonly failing: number;
  readonly flaky: number;
  readonly first_failing: readonly { readonly file: string; readonly name: string }[];
}

/** An audit, as AuditAgent lists it. */
export interface AuditReport {
  /** Epoch milliseconds. */
  readonly finished_at: number;
  /** Missing where coverage could not be measured. */
  readonly percent?: number | null;
  /** Parts that failed. */
  readonly faults: number;
}

/** What the agents say; a part is missing while its agent does not run or answer, and `audit` is null before the first. */
export interface CodeBaseReport {
  readonly tests?: TestsReport;
  readonly audit?: AuditReport | null;
}

/** Asks those of the agents that run; what is away is told of in the list of programs. */
export async function readCodeBase(programs: SupervisorStatus['programs']): Promise<CodeBaseReport> {
  const ask = async <T>(name: string, path: string): Promise<T | undefined> => {
    const url = programs.find((program) => program.name === name && program.pid !== undefined)?.url;
    if (url === undefined) return undefined;
    try {
      return (await callJson({ name, url }, path)) as T;
    } catch (error) {
      if (error instanceof CliError) return undefined;
      throw error;
    }
  };
  const [tests, list] = await Promise.all([
    ask<TestsReport>('test-watcher', '/api/v1/status'),
    ask<{ audits: readonly AuditReport[] }>('audit-agent', '/api/v1/audits?limit=1'),
  ]);
  return { ...(tests && { tests }), ...(list && { audit: list.audits[0] ?? null }) };
}
