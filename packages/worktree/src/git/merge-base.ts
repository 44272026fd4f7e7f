import { WorktreeError } from '../errors.ts';
import { findCommit } from './head.ts';
import { cutOffAt, type Repository } from './repository.ts';
import { runGit } from './run.ts';

/**
 * The commit where HEAD has left `reference`, for example `origin/main`.
 *
 * @throws WorktreeError `no_merge_base`
 */
export async function mergeBase(repository: Repository, reference: string): Promise<string> {
  const commit = await findCommit(repository, reference);
  if (commit === undefined) {
    throw noMergeBase(repository, `git knows no commit ${reference}. Name another base, or: git fetch origin`);
  }
  if ((await findCommit(repository, 'HEAD')) === undefined) {
    throw noMergeBase(repository, 'the branch has no commit yet');
  }
  const bases = await runGit(repository.root, ['merge-base', 'HEAD', commit], { accept: [0, 1] });
  const base = bases.toString().trimEnd();
  if (base !== '') return base;
  const isShallow = cutOffAt(repository.commonDir).size > 0;
  throw noMergeBase(
    repository,
    isShallow
      ? `the history that HEAD shares with ${reference} is cut off. Get it: git fetch --unshallow`
      : `HEAD shares no history with ${reference}. Name another base`,
  );
}

function noMergeBase(repository: Repository, fault: string): WorktreeError {
  return new WorktreeError('no_merge_base', `${repository.root}: ${fault}`);
}
