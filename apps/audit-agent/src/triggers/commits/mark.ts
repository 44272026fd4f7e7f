import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '@switchgear/worktree';

/**
 * Changes whenever HEAD may lead to another commit, at the price of reading one small file and a few stats. The branch
 * itself is a file of its own, a line of `packed-refs` or an entry of a reftable.
 */
export function markOfHead({ gitDir, commonDir }: Repository): string {
  const head = readFileSync(join(gitDir, 'HEAD'), 'utf8');
  const branch = /^ref: (\S+)/.exec(head)?.[1];
  const files = [
    join(gitDir, 'logs/HEAD'),
    join(commonDir, 'packed-refs'),
    join(commonDir, 'reftable/tables.list'),
    ...(branch === undefined ? [] : [join(commonDir, branch)]),
  ];
  return [head, ...files.map(stampOf)].join();
}

function stampOf(file: string): string {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino} ${stat.size} ${stat.mtimeNs}`;
}
