import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface RepositoryTop {
  readonly top: string;
  /** The folder of git that all worktrees of the repository share. */
  readonly commonDir: string;
}

/** The repository that a folder is part of, found without git: an agent may have to do without. */
export function repositoryTop(folder: string): RepositoryTop | undefined {
  for (let top = resolve(folder); ; top = dirname(top)) {
    const dotGit = join(top, '.git');
    const stat = statSync(dotGit, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return { top, commonDir: dotGit };
    if (stat?.isFile()) return { top, commonDir: commonDirOf(top, dotGit) };
    if (top === dirname(top)) return undefined;
  }
}

/** A linked worktree and a submodule have a file that names their folder of git, which may name another. */
function commonDirOf(top: string, dotGit: string): string {
  const gitDir = resolve(
    top,
    readFileSync(dotGit, 'utf8')
      .replace(/^gitdir: /, '')
      .trimEnd(),
  );
  const pointer = join(gitDir, 'commondir');
  const isLinked = statSync(pointer, { throwIfNoEntry: false })?.isFile() === true;
  return isLinked ? resolve(gitDir, readFileSync(pointer, 'utf8').trimEnd()) : gitDir;
}
