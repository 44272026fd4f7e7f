import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import {
  changedLines,
  createIgnore,
  mergeBase,
  patchCoverage,
  type Repository,
  WorktreeError,
} from '@switchgear/worktree';
import type { WholeCoverage } from '../coverage/obtain.ts';
import type { PatchSection } from '../model.ts';

/** Where a default branch is looked for when none is configured. */
const usualBases = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/**
 * What of the changed lines tests run. Undefined where no base is configured and none of the usual ones exists.
 *
 * @param ignore what nobody measures, in the syntax of `.gitignore`
 * @throws WorktreeError where the configured base does not exist, or git fails
 */
export async function patchSection(
  repository: Repository,
  { files, source }: WholeCoverage,
  base: string | undefined,
  ignore: readonly string[] = [],
): Promise<PatchSection | undefined> {
  const found = base ? { ref: base, commit: await mergeBase(repository, base) } : await usualBase(repository);
  if (found === undefined) return;
  const { covered, executable, ...lists } = patchCoverage(await changedLines(repository, found.commit), files);
  const folder = join(repository.root, repository.prefix);
  const { ignores } = createIgnore(folder, { patterns: ignore });
  return {
    against: found.ref,
    mergeBase: found.commit,
    lines: { value: { covered, executable }, source: `git diff and ${source}` },
    ...lists,
    unmeasured: lists.unmeasured.filter((path) => !ignores(path, false) && hasCode(join(folder, path))),
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

/** Types and comments alone are nothing to run. What is no TypeScript or cannot be read counts as code. */
function hasCode(file: string): boolean {
  try {
    const code = stripTypeScriptTypes(readFileSync(file, 'utf8'));
    return code.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').trim() !== '';
  } catch {
    return true;
  }
}
