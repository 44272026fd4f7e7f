import { WorktreeError } from '../errors.ts';
import type { Repository } from './repository.ts';
import { runGit, streamGit } from './run.ts';

/** Where HEAD stands. */
export interface Head {
  /** Absent in a repository without commits. */
  readonly commit?: string;
  /** Without `refs/heads/`; absent where HEAD is detached, as during a rebase. */
  readonly branch?: string;
}

export async function headOf(repository: Repository): Promise<Head> {
  const [commit, reference] = await Promise.all([
    findCommit(repository, 'HEAD'),
    runGit(repository.root, ['symbolic-ref', '--quiet', 'HEAD'], { accept: [0, 1] }),
  ]);
  const branch = reference
    .toString()
    .trimEnd()
    .replace(/^refs\/heads\//, '');
  return { ...(commit === undefined ? {} : { commit }), ...(branch === '' ? {} : { branch }) };
}

/** The id of the commit that a name stands for; undefined where it stands for none. */
export async function findCommit(repository: Repository, name: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', `${name}^{commit}`];
  const id = await runGit(repository.root, args, { accept: [0, 1] });
  return id.toString().trimEnd() || undefined;
}

/** @throws WorktreeError `git_failed` if the name stands for no commit */
export async function commitOf(repository: Repository, name: string): Promise<string> {
  const commit = await findCommit(repository, name);
  if (commit !== undefined) return commit;
  throw new WorktreeError('git_failed', `git knows no commit ${name} in ${repository.root}. Name another, or fetch it`);
}

/** Whether the working tree has anything that HEAD has not, also untracked files that are not ignored. */
export async function isDirty(repository: Repository): Promise<boolean> {
  const status = streamGit(repository.root, ['status', '--porcelain', '-z', '--untracked-files=normal']);
  for await (const chunk of status) if (chunk.length > 0) return true;
  return false;
}
