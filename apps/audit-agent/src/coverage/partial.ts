import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CoveredFiles, diffOf, type Repository, WorktreeError } from '@switchgear/worktree';
import type { Published, TestFileRun } from '../model.ts';

/** Evidence of what a run measured. */
export interface Measured {
  readonly root: string;
  readonly repository?: Repository | undefined;
  readonly files: CoveredFiles;
  /** Reports, parted by `; `. */
  readonly source: string;
  /** Test files, where they are known of this very run. */
  readonly testRuns?: readonly TestFileRun[] | undefined;
  /** Whether the run came to its end and was meant to be of all tests. */
  readonly isOurs: boolean;
}

/**
 * Why coverage is not that of all tests, judged by the last one that was. Undefined where nothing speaks against it.
 * The cases that ran decide. Where nobody knows them, or there are fewer reports, it is partial if a source is missing
 * that still exists; and, unless the run is ours, if tests run less of a source that has not changed, or nothing more
 * of one.
 */
export async function partialReason(measured: Measured, published: Published | undefined): Promise<string | undefined> {
  if (published === undefined) return undefined;
  const { root, files, source, testRuns, isOurs } = measured;
  const exists = ({ path }: { readonly path: string }) => existsSync(join(root, path));
  const hasChanged = (path: string) => changedSince(published, path, measured);
  const areKnown = testRuns !== undefined && published.testRuns !== undefined;
  if (areKnown) {
    const runs = new Map(testRuns.map((run) => [run.path, run]));
    for (const then of published.testRuns) {
      const now = runs.get(then.path);
      const ran = now?.ran ?? 0;
      if (ran < then.ran && exists(then) && !(await isMeant(then, now, measured, hasChanged))) {
        return `of ${then.path} ${ran} cases ran, but ${then.ran} for the last audit`;
      }
    }
  }
  if (!areKnown || countOf(source) < countOf(published.lines.source)) {
    const [first, ...more] = published.files.filter((file) => !files.has(file.path) && exists(file));
    if (first)
      return `${first.path} is not in it, but was in the last audit${more.length > 0 ? `, and so ${more.length} more` : ''}`;
  }
  if (areKnown || isOurs) return undefined;
  for (const { path, covered, executable } of published.files) {
    const lines = files.get(path);
    if (lines === undefined || lines.covered.size >= covered) continue;
    const isSame = lines.executable.size === executable && !(await hasChanged(path));
    if (lines.covered.size === 0 || isSame) {
      return `nobody knows which tests ran, and they run less of ${path} than for the last audit`;
    }
  }
  return undefined;
}

function countOf(reports: string): number {
  return reports.split('; ').length;
}

/** Whether a test file of which fewer cases ran than before may be meant to have no more. */
async function isMeant(
  then: TestFileRun,
  now: TestFileRun | undefined,
  { root, isOurs }: Measured,
  hasChanged: (path: string) => Promise<boolean>,
): Promise<boolean> {
  if (now === undefined) return false;
  if (isOurs && now.skipped <= then.skipped) return true;
  return (isOurs || now.ran > 0) && !singlesOut(join(root, now.path)) && (await hasChanged(now.path));
}

/** A checkout makes everything new: where git knows what was measured then, contents have to differ too. */
async function changedSince({ at, commit }: Published, path: string, { root, repository }: Measured): Promise<boolean> {
  if ((statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0) <= at) return false;
  if (repository === undefined || commit === undefined) return true;
  try {
    return (await diffOf(repository, { base: commit, paths: [path], maxBytes: 1 })) !== '';
  } catch (error) {
    if (!(error instanceof WorktreeError)) throw error;
    // A shallow clone may lack it.
    return false;
  }
}

/** Whether a test file asks for some of its cases alone. */
function singlesOut(file: string): boolean {
  return /\.only\b|\bonly: true\b/.test(readFileSync(file, 'utf8'));
}
