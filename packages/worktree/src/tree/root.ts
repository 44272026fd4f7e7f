import { type Stats, statSync } from 'node:fs';
import { systemCode, WorktreeError } from '../errors.ts';

/** @throws WorktreeError `tree_missing` if the root of a tree is no folder or cannot be entered */
export function statRoot(root: string): Stats {
  try {
    const stat = statSync(root);
    if (stat.isDirectory()) return stat;
  } catch (error) {
    throw treeMissing(root, `cannot be entered (${systemCode(error)})`);
  }
  throw treeMissing(root, 'is no folder');
}

export function treeMissing(root: string, fault: string): WorktreeError {
  return new WorktreeError('tree_missing', `The tree ${root} ${fault}. Bring it back, or name another folder`);
}
