import type { ChangeKind } from '../model.ts';

/** What is left of two changes to a file that nobody has tested in between; undefined where they cancel out. */
export function merge(earlier: ChangeKind, later: ChangeKind): ChangeKind | undefined {
  if (later === 'deleted') return earlier === 'added' ? undefined : 'deleted';
  return earlier === 'deleted' ? 'modified' : earlier;
}
