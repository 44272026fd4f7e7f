import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** Longer files are taken to have the line: reading them for a comment is not worth it. */
const longestFile = 5_000_000;

/** Looks up citations in a tree; nothing outside of it exists. */
export function existsIn(root: string): (path: string, line?: number) => boolean {
  return (path, line) => {
    try {
      const file = realpathSync(resolve(root, path));
      const within = relative(realpathSync(root), file);
      if (isAbsolute(within) || within === '..' || within.startsWith(`..${sep}`)) return false;
      const stats = statSync(file);
      if (line === undefined || stats.size > longestFile) return true;
      return stats.isFile() && line >= 1 && line <= readFileSync(file, 'utf8').replace(/\n$/, '').split('\n').length;
    } catch {
      // Whatever keeps us from seeing it: for the reader it is not there.
      return false;
    }
  };
}
