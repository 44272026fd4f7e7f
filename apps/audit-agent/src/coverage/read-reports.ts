import { dirname, join, relative, sep } from 'node:path';
import {
  type CoverageReport,
  readCoverage,
  readStamp,
  type Stamp,
  staleReason,
  WorktreeError,
} from '@switchgear/worktree';
import type { Fault } from '../model.ts';
import { checkedOutAt } from './checked-out-at.ts';
import { newerSource } from './newer-source.ts';

/** What reports are held against. */
export interface TreeState {
  readonly root: string;
  /** What is checked out; absent without git. */
  readonly commit?: string | undefined;
  /** Whether the tree differs from it. */
  readonly dirty?: boolean | undefined;
  /** Where git keeps its log of what was checked out. */
  readonly gitDir?: string | undefined;
}

export interface UsableReport {
  readonly report: CoverageReport;
  readonly stamp: Stamp | undefined;
}

interface Refusal {
  /** Absolute path of the report. */
  readonly file: string;
  readonly report?: CoverageReport;
  readonly fault: Fault;
}

/** Reads reports and sorts out those that do not speak of the tree as it is, or of all its tests. */
export async function readReports(paths: readonly string[], tree: TreeState, isOfThisRun: boolean) {
  const usable: UsableReport[] = [];
  const refused: Refusal[] = [];
  for (const path of paths) {
    const file = join(tree.root, path);
    try {
      const report = await readCoverage(path, { root: tree.root });
      const stamp = readStamp(file);
      const fault = await faultOf(path, { report, stamp }, tree, isOfThisRun);
      if (fault) refused.push({ file, report, fault });
      else usable.push({ report, stamp });
    } catch (error) {
      if (!(error instanceof WorktreeError)) throw error;
      refused.push({ file, fault: { type: 'coverage_unreadable', message: error.message } });
    }
  }
  return { usable, refused };
}

async function faultOf(
  path: string,
  { report, stamp }: UsableReport,
  { root, commit, dirty = true, gitDir }: TreeState,
  isOfThisRun: boolean,
): Promise<Fault | undefined> {
  const isProven = commit !== undefined && !dirty && stamp !== undefined && commit.startsWith(stamp.commit);
  const headAt = gitDir === undefined ? undefined : checkedOutAt(gitDir);
  const stale = staleReason(report, { root, stamp, isClean: !dirty, commit, headAt });
  const newer = stale || isProven || isOfThisRun ? undefined : await newerSource(root, report);
  const reason = stale ?? (newer && `${newer} has changed since`);
  if (reason)
    return { type: 'coverage_stale', message: `${path} is stale: ${reason}; run the tests with coverage again` };
  if (stamp === undefined || stamp.tests === 'all') return;
  const count = stamp.tests.length;
  return {
    type: 'coverage_partial',
    message: `${path} is of ${count} test file${count === 1 ? '' : 's'} only, as its stamp says; run all tests with coverage`,
  };
}

/** Whether what a refused report would have said is said by those that are used. */
export function isReplaced({ file, report }: Refusal, root: string, used: readonly CoverageReport[]): boolean {
  if (report) return [...report.files.keys()].every((path) => used.some(({ files }) => files.has(path)));
  // Unreadable, but beside one that is not: another format of the same run. In the root itself anything may lie.
  return used.some((other) => dirname(other.file) !== root && file.startsWith(dirname(other.file) + sep));
}

export function nameOf(root: string, { format, file }: CoverageReport): string {
  return `${format}, ${relative(root, file).replaceAll(sep, '/')}`;
}
