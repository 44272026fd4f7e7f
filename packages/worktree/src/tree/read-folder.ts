import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../errors.ts';
import { type OnTreeFault, unreadable } from './fault.ts';
import type { Ignore } from './ignore.ts';
import { pathIn } from './path.ts';

/** What is in a folder and not ignored. Empty for a folder that has gone meanwhile; one that is unreadable is told. */
export function readFolder(root: string, folder: string, ignore: Ignore, onFault: OnTreeFault): Dirent[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    return entries.filter((entry) => !ignore.ignores(pathIn(folder, entry.name), entry.isDirectory()));
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') onFault(unreadable(folder, error));
    return [];
  }
}
