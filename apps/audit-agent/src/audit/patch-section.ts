import { changedLines, mergeBase, patchCoverage, type Repository, WorktreeError } from '@switchgear/worktree';
import type { WholeCoverage } from '../coverage/obtain.ts';
import type { PatchSection } from '../model.ts';

/** Where a default branch is looked for when none is configured. */
const usualBases = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/**
 * What of the changed lines tests run. Undefined where no base is configured and none of the usual ones exists.
 *
 * @throws WorktreeError where the configured base does not exist, or git fails
 */
export async function patchSection(
  repository: Repository,
  { files, source }: WholeCoverage,
  base: string | undefined,
): Promise<PatchSection | undefined> {
  const found = base ? { ref: base, commit: await mergeBase(repository, base) } : await usualBase(repository);
  if (found === undefined) return;
  const { covered, executable, ...lists } = patchCoverage(await changedLines(repository, found.commit), files);
  return {
    against: found.ref,
    mergeBase: found.commit,
    lines: { value: { covered, executable }, source: `git diff and ${source}` },
    ...lists,
  };
}

async function usualBase(repository: Repository): Promise<{ ref: string; commit: string } | undefined> {
  for (const ref of usualBases) {
    try {
      return { ref, commit: await mergeBase(repository, ref) };
    } catch (error) {
      if (!(error instanceof WorktreeError) || error.code !== 'no_merge_base') throw error;
    }
  }
  return undefined;
}
