import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from './repository.ts';

export type GitOperation = 'rebase' | 'merge' | 'cherry-pick' | 'revert' | 'bisect' | 'am';

const traces: readonly (readonly [trace: string, operation: GitOperation])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply/applying', 'am'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

/** What somebody has begun in the working tree and not ended, possibly days ago. */
export function operationOf(repository: Repository): GitOperation | undefined {
  return traces.find(([trace]) => existsSync(join(repository.gitDir, trace)))?.[1];
}

/** A lock that is older has been left by a git that died, and so has one of times to come: a clock was set back. */
const maxLockAgeMs = 60_000;

/** Whether git writes files or its index at this moment. Costs two stats. */
export function isRewriting(repository: Repository): boolean {
  return ['index.lock', 'HEAD.lock'].some((name) => {
    try {
      return Math.abs(Date.now() - statSync(join(repository.gitDir, name)).mtimeMs) < maxLockAgeMs;
    } catch {
      // There is none, or nobody may look.
      return false;
    }
  });
}
