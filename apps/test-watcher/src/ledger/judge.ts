import type { TreeFile } from '@switchgear/worktree';
import type { ChangeKind } from '../model.ts';
import { digestOf } from './content.ts';
import { isRacy, stampOf } from './stamp.ts';
import type { Entry } from './table.ts';

export interface Verdict {
  readonly entry: Entry;
  /** Undefined where only the stats have changed. */
  readonly kind: ChangeKind | undefined;
}

/**
 * Compares a file with its entry; undefined where the entry stands as it is.
 *
 * Equal stats are believed, except of a file that was racy when it was entered: it is read until it is so no more.
 * Contents are read only of what has changed and of what is racy, so a digest is known of files that were edited once,
 * and a file that is touched counts as changed at most the first time.
 */
export function judge(known: Entry | undefined, file: TreeFile, location: string, now: number): Verdict | undefined {
  const stamp = stampOf(file);
  const hasSameStamp = known?.stamp === stamp;
  if (hasSameStamp && !known.isRacy) return undefined;
  const racy = isRacy(file, now);
  const digest = known !== undefined || racy ? digestOf(location, Number(file.size)) : undefined;
  const entry = { stamp, digest, isRacy: racy };
  if (known === undefined) return { entry, kind: 'added' };
  const isSame = known.digest === undefined || digest === undefined ? hasSameStamp : known.digest === digest;
  if (isSame && hasSameStamp && racy) return undefined;
  return { entry, kind: isSame ? undefined : 'modified' };
}
