import type { LineSet } from './line-set.ts';

export type CoverageFormat = 'istanbul' | 'lcov' | 'cobertura' | 'v8';

/** Of `covered`, all are in `executable`. */
export interface FileLines {
  readonly executable: LineSet;
  readonly covered: LineSet;
}

/** By path from the root of the tree, with forward slashes. */
export type CoveredFiles = ReadonlyMap<string, FileLines>;

/** What a report says of files that exist below the root; how it names others. */
export interface CoverageReport {
  readonly format: CoverageFormat;
  /** Absolute path of the report. */
  readonly file: string;
  /** When it was written, in epoch milliseconds; of several files, the oldest. */
  readonly modifiedAt: number;
  /**
   * When it came to its place, or anything of it was changed last: times of writing can be set, these cannot. Infinite
   * where it was copied with its files, since their order then tells nothing.
   */
  readonly changedAt: number;
  readonly files: CoveredFiles;
  /** Files outside the root or of a place unknown here, as the report names them: the first 20. */
  readonly foreign: readonly string[];
  readonly foreignCount: number;
  /** Files below the root that are no longer there: the first 20. */
  readonly gone: readonly string[];
}
