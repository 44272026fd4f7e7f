import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CoveredFiles } from '@switchgear/worktree';
import type { Published } from '../model.ts';

/** Evidence of what a run measured. */
export interface Measured {
  readonly root: string;
  readonly files: CoveredFiles;
  /** Test files that ran, where that is known of this very run. */
  readonly testFiles?: readonly string[] | undefined;
  /** Whether the run came to its end and was meant to be of all tests. */
  readonly isOurs: boolean;
}

/**
 * Why coverage is not that of all tests, judged by the last one that was. Undefined where nothing speaks against it.
 * The test files that ran decide. Where nobody knows them, it is partial if a source is missing that still exists; and,
 * unless the run is ours, if a source has lost every covered line, since some runners list what no test has loaded.
 */
export function partialReason(measured: Measured, published: Published | undefined): string | undefined {
  const { root, files, testFiles, isOurs } = measured;
  const exists = (path: string) => existsSync(join(root, path));
  if (testFiles && published?.testFiles) {
    const ran = new Set(testFiles);
    const idle = published.testFiles.filter((path) => !ran.has(path) && exists(path));
    return idle[0] && `${idle[0]} did not run, but did for the last audit${others(idle)}`;
  }
  const missing = published?.files.filter(({ path }) => !files.has(path) && exists(path)) ?? [];
  if (missing[0]) return `${missing[0].path} is not in it, but was in the last audit${others(missing)}`;
  const lost = published?.files.filter(({ path, covered }) => covered > 0 && files.get(path)?.covered.size === 0) ?? [];
  return isOurs
    ? undefined
    : lost[0] && `no test ran a line of ${lost[0].path}, but some did for the last audit${others(lost)}`;
}

function others({ length }: readonly unknown[]): string {
  return length === 1 ? '' : `, and so ${length - 1} more`;
}
