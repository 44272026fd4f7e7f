import { statSync } from 'node:fs';
import { systemCode } from '../errors.ts';
import { type OnTreeFault, unreadable } from './fault.ts';
import { lstat } from './lstat.ts';

/** A file of a tree and what tells that it has changed. */
export interface TreeFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Nanoseconds since the epoch. */
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly inode: bigint;
}

/**
 * Looks at one file. A link to a file counts as the file that it points at, since that is what a test reads; a link to
 * a folder, one that leads nowhere, a folder, a socket and a pipe are no files.
 *
 * @returns undefined where there is no file, and where it cannot be looked at, which is told
 */
export function lookAt(root: string, path: string, onFault: OnTreeFault): TreeFile | undefined {
  const whole = `${root}/${path}`;
  try {
    let stat = lstat(whole);
    if (stat?.isSymbolicLink()) stat = statSync(whole, { bigint: true, throwIfNoEntry: false });
    if (!stat?.isFile()) return undefined;
    return { path, size: Number(stat.size), mtimeNs: stat.mtimeNs, ctimeNs: stat.ctimeNs, inode: stat.ino };
  } catch (error) {
    // Links in a circle.
    if (systemCode(error) !== 'ELOOP') onFault(unreadable(path, error));
    return undefined;
  }
}
