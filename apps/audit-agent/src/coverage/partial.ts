import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CoveredFiles } from '@switchgear/worktree';
import type { Published, TestFileRun } from '../model.ts';

/** Evidence of what a run measured. */
export interface Measured {
  readonly root: string;
  readonly files: CoveredFiles;
  /** Test files, where they are known of this very run. */
  readonly testRuns?: readonly TestFileRun[] | undefined;
  /** Whether the run came to its end and was meant to be of all tests. */
  readonly isOurs: boolean;
}

/**
 * Why coverage is not that of all tests, judged by the last one that was. Undefined where nothing speaks against it.
 * The cases that ran decide. Where nobody knows them, it is partial if a source is missing that still exists; and,
 * unless the run is ours, if tests run less of a source that has not changed, or nothing more of one.
 */
export function partialReason(measured: Measured, published: Published | undefined): string | undefined {
  if (published === undefined) return undefined;
  const { root, files, testRuns, isOurs } = measured;
  const exists = ({ path }: { readonly path: string }) => existsSync(join(root, path));
  if (testRuns && published.testRuns) {
    const runs = new Map(testRuns.map((run) => [run.path, run]));
    const ran = (path: string) => runs.get(path)?.ran ?? 0;
    const idle = published.testRuns.filter(
      (then) =>
        ran(then.path) < then.ran && exists(then) && !isMeant(then, runs.get(then.path), measured, published.at),
    );
    const [first] = idle;
    return first && `of ${first.path} ${ran(first.path)} cases ran, but ${first.ran} for the last audit${others(idle)}`;
  }
  const missing = published.files.filter((file) => !files.has(file.path) && exists(file));
  if (missing[0]) return `${missing[0].path} is not in it, but was in the last audit${others(missing)}`;
  if (isOurs) return undefined;
  const lost = published.files.filter(({ path, covered, executable }) => {
    const lines = files.get(path);
    if (lines === undefined || lines.covered.size >= covered) return false;
    return lines.covered.size === 0 || (lines.executable.size === executable && !hasChanged(root, path, published.at));
  });
  const [first] = lost;
  return (
    first && `nobody knows which tests ran, and they run less of ${first.path} than for the last audit${others(lost)}`
  );
}

/** Whether a test file of which fewer cases ran than before may be meant to have no more. */
function isMeant(then: TestFileRun, now: TestFileRun | undefined, { root, isOurs }: Measured, since: number): boolean {
  if (now === undefined) return false;
  if (isOurs && now.skipped <= then.skipped) return true;
  return (isOurs || now.ran > 0) && hasChanged(root, now.path, since) && !singlesOut(join(root, now.path));
}

function hasChanged(root: string, path: string, since: number): boolean {
  return (statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0) > since;
}

/** Whether a test file asks for some of its cases alone. */
function singlesOut(file: string): boolean {
  return /\.only\b|\bonly: true\b/.test(readFileSync(file, 'utf8'));
}

function others({ length }: readonly unknown[]): string {
  return length === 1 ? '' : `, and so ${length - 1} more`;
}
