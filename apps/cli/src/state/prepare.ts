import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The folder of the state, which git passes over, since a token and databases are in it. One that somebody else has made
 * under another name is left as it is.
 */
export function prepareStateFolder(folder: string): void {
  if (existsSync(folder) && basename(folder) !== '.switchgear') return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch {
    // Either it has one, or whoever needs the folder says what is wrong with it.
  }
}
