import { dirname, join, relative, sep } from 'node:path';
import {
  type CoverageReport,
  hasMovedSince,
  type Repository,
  readCoverage,
  readStamp,
  type Stamp,
  staleReason,
  WorktreeError,
} from '@switchgear/worktree';
import type { Fault } from '../model.ts';
import { newerSource } from './newer-source.ts';

/** What reports are held against. */
export interface TreeState {
  readonly root: string;
  /** What is checked out; absent without git. */
  readonly commit?: string | undefined;
  /** Whether the tree differs from it. */
  readonly dirty?: boolean | undefined;
  readonly repository?: Repository | undefined;
  /** What nobody measures, in the syntax of `.gitignore`. */
  readonly ignore?: readonly string[];
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
  const found: UsableReport[] = [];
  const usable: UsableReport[] = [];
  const refused: Refusal[] = [];
  for (const path of paths) {
    const file = join(tree.root, path);
    try {
      found.push({ report: await readCoverage(path, tree), stamp: readStamp(file) });
    } catch (error) {
      if (!(error instanceof WorktreeError)) throw error;
      refused.push({ file, fault: { type: 'coverage_unreadable', message: error.message } });
    }
  }
  const sources = found.flatMap(({ report }) => [...report.files.keys()]);
  const folders = new Set(paths.map((path) => `${dirname(path)}/`));
  // What lies beside a report is often written with it, unless it is sources.
  const written = [...folders].filter((folder) => !sources.some((path) => folder === './' || path.startsWith(folder)));
  for (const one of found) {
    const fault = await faultOf(one, tree, isOfThisRun ? undefined : written);
    if (fault) refused.push({ file: one.report.file, report: one.report, fault });
    else usable.push(one);
  }
  return { usable, refused };
}

/** @param written folders of what is written with reports; absent where the run is ours */
async function faultOf(
  { report, stamp }: UsableReport,
  tree: TreeState,
  written: readonly string[] | undefined,
): Promise<Fault | undefined> {
  const { root, commit, dirty = true, repository } = tree;
  const path = pathOf(root, report);
  const isProven = commit !== undefined && !dirty && stamp !== undefined && commit.startsWith(stamp.commit);
  // Of its own run the audit sees whether HEAD moved; git's log may be of a clock that was ahead.
  const hasMoved = written && repository && (await hasMovedSince(repository, report.modifiedAt));
  const stale = staleReason(report, { root, stamp, isClean: !dirty, commit, hasMoved });
  const newer = stale || isProven || !written ? undefined : await newerSource(report, tree, written);
  const reason = stale ?? (newer && `${newer} has changed since`);
  if (reason) {
    const remedy = written
      ? `run the tests with coverage again, or, where it holds for what is checked out, and that is without changes, say so: ${proofBeside(path)}`
      : 'let the coverage command write its report last';
    return { type: 'coverage_stale', message: `${path} is stale: ${reason}; ${remedy}` };
  }
  if (stamp === undefined || stamp.tests === 'all') return;
  const count = stamp.tests.length;
  return {
    type: 'coverage_partial',
    message: `${path} is of ${count} test file${count === 1 ? '' : 's'} only, as its stamp says; run all tests with coverage`,
  };
}

/** How a stamp is made. */
export function proofBeside(report: string): string {
  return `write {"commit": "<id of HEAD>", "tests": "all"} to ${report}.stamp.json after it, which git has to ignore`;
}

/** Whether what a refused report would have said is said by those that are used. */
export function isReplaced({ file, report }: Refusal, root: string, used: readonly CoverageReport[]): boolean {
  if (report) return [...report.files.keys()].every((path) => used.some(({ files }) => files.has(path)));
  // Unreadable, but beside one that is not: another format of the same run. In the root itself anything may lie.
  return used.some((other) => dirname(other.file) !== root && file.startsWith(dirname(other.file) + sep));
}

/** Formats and paths of reports, parted by `; `. */
export function sourceOf(root: string, reports: readonly CoverageReport[]): string {
  const names = reports.map((report) => `${report.format}, ${pathOf(root, report)}`);
  return names.sort().join('; ');
}

export function pathOf(root: string, { file }: CoverageReport): string {
  return relative(root, file).replaceAll(sep, '/');
}
