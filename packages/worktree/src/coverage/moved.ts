import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '../git/repository.ts';
import { runGit } from '../git/run.ts';

/** An entry of git's log of what was checked out: from where, to where, when, and whether by a commit. */
const entry = /^(\S+) (\S+) .* (\d+) [+-]\d{4}\t(commit)?/;

/**
 * Whether git has brought the tree to other contents since; what was committed stood in the tree before. False where
 * git keeps no log of it.
 *
 * @param at epoch milliseconds
 */
export async function hasMovedSince({ root, gitDir }: Repository, at: number): Promise<boolean> {
  const entries = readLog(gitDir).flatMap((line) => {
    const [, from, to, seconds, commit] = entry.exec(line) ?? [];
    return [{ from, at: Number(seconds) * 1000, isMove: from !== to && commit === undefined }];
  });
  const later = entries.slice(entries.findLastIndex((one) => one.at <= at) + 1);
  if (!later.some(({ isMove }) => isMove)) return false;
  const trees = await runGit(root, ['rev-parse', `${later[0]?.from}^{tree}`, 'HEAD^{tree}'], { accept: [0, 128] });
  const [then, now] = trees.toString().split('\n');
  return then !== now;
}

function readLog(gitDir: string): string[] {
  try {
    return readFileSync(join(gitDir, 'logs', 'HEAD'), 'utf8')
      .split('\n')
      .filter(Boolean);
  } catch {
    // Git can be told to keep none.
    return [];
  }
}
