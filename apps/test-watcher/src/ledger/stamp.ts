import type { TreeFile } from '@switchgear/worktree';

/**
 * Clocks of file systems may be as coarse as 2 s (FAT). A file that was touched so shortly before a look can change
 * once more without a trace in its stats.
 */
const coarsestClockMs = 2000;

/** All that stats say about a file's content, in one string. */
export function stampOf({ size, mtimeNs, ctimeNs, inode }: TreeFile): string {
  return `${size} ${mtimeNs} ${ctimeNs} ${inode}`;
}

/** Its stats cannot be trusted to tell of the next change. Times to come count as recent: a clock was set back. */
export function isRacy({ mtimeNs, ctimeNs }: TreeFile, now: number): boolean {
  const newestNs = mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
  return Number(newestNs / 1_000_000n) > now - coarsestClockMs;
}
