import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CoverageReport } from './report.ts';
import type { Stamp } from './stamp.ts';

export interface StaleOptions {
  readonly root: string;
  /** The commit that is checked out now; a stamp is held to it. */
  readonly commit?: string;
  /** Whether the working tree is exactly `commit`. A report stamped with it then holds whatever the clocks say. */
  readonly isClean?: boolean;
  /** When HEAD came to what it is now, in epoch milliseconds. */
  readonly headAt?: number;
  readonly stamp?: Stamp | undefined;
}

/** Why the report does not speak of the tree as it is now, naming the file; undefined where nothing contradicts it. */
export function staleReason(report: CoverageReport, options: StaleOptions): string | undefined {
  const { root, commit, isClean = false, headAt, stamp } = options;
  const name = basename(report.file);
  const isOfCommit = commit !== undefined && stamp !== undefined && commit.startsWith(stamp.commit);
  if (commit !== undefined && stamp !== undefined && !isOfCommit) {
    return `${name} was measured on commit ${stamp.commit}, but ${commit} is checked out`;
  }
  const [gone] = report.gone;
  if (gone !== undefined) return `${gone}, which ${name} names, is gone`;
  const isProven = isOfCommit && isClean && stamp.tree === undefined;
  if (!isProven && headAt !== undefined && headAt > report.modifiedAt)
    return `${name} is older than what is checked out`;
  for (const [path, { executable }] of report.files) {
    const reason = staleFile(join(root, path), executable.last, isProven ? Infinity : report.modifiedAt);
    if (reason !== undefined) return `${path} ${reason} ${name}`;
  }
  return undefined;
}

function staleFile(file: string, lastLine: number, measuredAt: number): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return 'is gone since';
  if (stats.mtimeMs > measuredAt) return 'has changed since';
  return lastLine > lineCount(file) ? `has fewer lines than the ${lastLine} of` : undefined;
}

function lineCount(file: string): number {
  const text = readFileSync(file);
  let count = 1;
  for (let at = text.indexOf(10); at !== -1; at = text.indexOf(10, at + 1)) count += 1;
  return count;
}
