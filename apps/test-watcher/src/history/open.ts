import { guardDatabase, openDatabase } from '@switchgear/service';
import type { CaseName, FlakyCase, TestSummary } from '../model.ts';
import { createQueries, type RunSummary } from './queries.ts';
import { createRecorder, type FinishedRun, type Recorded } from './record.ts';
import { applicationId, schema, schemaVersion } from './schema.ts';

/**
 * What earlier runs have shown, in one SQLite file. It is bounded: the last 1,000 runs, the last 50 outcomes of each
 * case, the cases of test files that exist or were deleted within those runs.
 */
export interface History {
  /** @throws DatabaseError where it cannot be written; then nothing of the run is kept */
  record(run: FinishedRun): Recorded;
  /** Test files that failed in their last run, most failure-prone first. */
  lastFailed(): string[];
  /** The cases that failed in their last run. */
  failing(): CaseName[];
  /** Test files that failed outside of their cases the last time, on import for instance. */
  broken(): string[];
  /** Both, so everything that is red until it passes. */
  standing(): CaseName[];
  /** By test file, how much of the latest runs failed, 0 to 1; without those that never did. */
  failureRates(): ReadonlyMap<string, number>;
  /** By test file, milliseconds that its cases last took together. */
  durations(): ReadonlyMap<string, number>;
  /** Test files that loaded any of the paths in earlier runs, with the first of these. */
  testsThatLoaded(paths: readonly string[]): ReadonlyMap<string, string>;
  /** Those of the paths that any of the test files loaded in earlier runs. */
  known(paths: readonly string[], tests: readonly string[]): ReadonlySet<string>;
  loadedBy(test: string): readonly string[];
  /** These files are gone: test files among them no longer count as failing, and are returned. */
  removed(paths: readonly string[]): readonly string[];
  flaky(): FlakyCase[];
  /** No longer flaky, whatever its outcomes were. */
  forget(flaky: CaseName): void;
  /** By their median, slowest first. */
  slowest(limit: number): TestSummary[];
  /** Newest first. */
  runs(limit: number): RunSummary[];
  tests(): TestSummary[];
  /** Of the last run of everything that passed on a tree without changes. */
  lastGreenCommit(): string | undefined;
  close(): void;
}

export interface HistoryOptions {
  readonly file: string;
  /** Whether there is such a file in the tree; default always. */
  readonly exists?: (test: string) => boolean;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** @throws DatabaseError that names the file and the remedy */
export function openHistory({ file, exists = () => true, now = Date.now }: HistoryOptions): History {
  return guardDatabase(file, () => {
    const database = openDatabase({ file, applicationId, schemaVersion, schema });
    const queries = createQueries(database);
    return {
      ...queries,
      record: createRecorder(database, queries, { exists, now }),
      close: () => database.close(),
    };
  });
}
