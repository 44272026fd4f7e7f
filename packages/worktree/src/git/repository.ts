import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemCode, WorktreeError } from '../errors.ts';
import { runGit } from './run.ts';

/** The working tree of git that a folder is part of. */
export interface Repository {
  /** Top of the working tree, absolute and without links. */
  readonly root: string;
  /** Where git keeps what belongs to this working tree. */
  readonly gitDir: string;
  /** Where git keeps what all its working trees share; mostly the same. */
  readonly commonDir: string;
  /** The folder that was asked for, below the root: `''`, or like `a/b/`. */
  readonly prefix: string;
  /** History is cut off somewhere. */
  readonly isShallow: boolean;
}

/**
 * @returns undefined where the folder is in no working tree: no git, a bare repository, a `.git` folder
 * @throws WorktreeError `git_missing`, `git_refused` (it belongs to another user), `tree_missing`
 */
export async function findRepository(path: string): Promise<Repository | undefined> {
  const folder = resolve(path);
  const args = ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-common-dir', '--show-prefix'];
  try {
    const lines = (await runGit(folder, args)).toString().split('\n');
    const [root = '', gitDir = '', common = '', prefix = '', ...end] = lines;
    if (end.length !== 1) {
      throw new WorktreeError('git_failed', `${folder}: a line break in this path is not supported; rename it`);
    }
    // It is given from the folder, as git sees it behind links.
    const commonDir = resolve(root, prefix, common);
    return { root, gitDir, commonDir, prefix, isShallow: cutOffAt(commonDir).size > 0 };
  } catch (error) {
    if (error instanceof WorktreeError && error.code === 'no_repository') return undefined;
    throw error;
  }
}

/** The folder that was asked for. */
export function folderIn(repository: Repository): string {
  return join(repository.root, repository.prefix);
}

/** The commits of a shallow clone whose parents are missing. */
export function cutOffAt(commonDir: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(join(commonDir, 'shallow'), 'utf8').split('\n').filter(Boolean));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return new Set();
    throw error;
  }
}
