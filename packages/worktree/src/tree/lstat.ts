import { type BigIntStats, lstatSync } from 'node:fs';
import { systemCode } from '../errors.ts';

/** What is at a path, links not followed; undefined where there is nothing. Throws what the system says otherwise. */
export function lstat(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    // A folder on the way has become a file.
    if (systemCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** What a hint is given for; undefined where there is nothing. */
export function kindOf(path: string): 'file' | 'directory' | undefined {
  try {
    const stat = lstat(path);
    return stat && (stat.isDirectory() ? 'directory' : 'file');
  } catch {
    // It cannot be looked at: whoever follows the hint finds out and says so.
    return 'file';
  }
}
