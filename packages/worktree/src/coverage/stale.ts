import { readFileSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CoverageReport } from './report.ts';
import type { Stamp } from './stamp.ts';

export interface StaleOptions {
  readonly root: string;
  /** The commit that is checked out now; a stamp is held to it. */
  readonly commit?: string | undefined;
  /** Whether the working tree is exactly `commit`. A report stamped with it then holds whatever the clocks say. */
  readonly isClean?: boolean;
  /** Whether git has brought the tree to other contents since the report was written. */
  readonly hasMoved?: boolean | undefined;
  readonly stamp?: Stamp | undefined;
}

/** Clocks of two machines that share files differ by less, in milliseconds. */
const clockSkewMs = 60_000;

/** What a file system stamps with may be behind by so much for one file and not for the next, in milliseconds. */
export const tickMs = 20;

/** A number of milliseconds holds no nanoseconds, and may be off by so much. */
const roundingMs = 0.001;

/** Why the report does not speak of the tree as it is now, naming the file; undefined where nothing contradicts it. */
export function staleReason(report: CoverageReport, options: StaleOptions): string | undefined {
  const { root, commit, isClean = false, hasMoved = false, stamp } = options;
  const name = basename(report.file);
  const isOfCommit = commit !== undefined && stamp !== undefined && commit.startsWith(stamp.commit);
  if (commit !== undefined && stamp !== undefined && !isOfCommit) {
    return `${name} was measured on commit ${stamp.commit}, but ${commit} is checked out`;
  }
  const [gone] = report.gone;
  if (gone !== undefined) return `${gone}, which ${name} names, is gone`;
  const isProven = isOfCommit && isClean && stamp.tree === undefined;
  if (!isProven) {
    if (report.modifiedAt > Date.now() + clockSkewMs)
      return `${name} is of the future (${new Date(report.modifiedAt).toISOString()}): a clock was wrong when it was written, or is now`;
    if (hasMoved) return `${name} is older than what is checked out`;
  }
  for (const [path, { executable }] of report.files) {
    const reason = staleFile(join(root, path), executable.last, isProven ? undefined : report);
    if (reason !== undefined) return `${path} ${reason} ${name}`;
  }
  return undefined;
}

/** Whether a file was written after a report, or was put into its place after that came to its own. */
export function isNewer(file: Pick<Stats, 'mtimeMs' | 'ctimeMs'>, report: CoverageReport): boolean {
  return file.mtimeMs > report.modifiedAt + roundingMs || file.ctimeMs > report.changedAt + tickMs;
}

function staleFile(file: string, lastLine: number, report: CoverageReport | undefined): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return 'is gone since';
  if (lastLine > lineCount(file)) return `has fewer lines than the ${lastLine} of`;
  if (report === undefined || !isNewer(stats, report)) return undefined;
  const isAhead = stats.mtimeMs > Date.now() + clockSkewMs;
  return isAhead ? 'is of the future until somebody touches it, and may have changed since' : 'has changed since';
}

function lineCount(file: string): number {
  const text = readFileSync(file);
  let count = 1;
  for (let at = text.indexOf(10); at !== -1; at = text.indexOf(10, at + 1)) count += 1;
  return count;
}
