import { statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Differs once git has moved HEAD or rewritten the index, which is when it has rewritten the tree.
 *
 * @param gitDir the folder of this working tree, not one that several share
 */
export function gitStamp(gitDir: string): string {
  const stamps = ['HEAD', 'logs/HEAD', 'index'].map((name) => {
    try {
      const { ino, size, mtimeNs } = statSync(join(gitDir, name), { bigint: true });
      return `${ino} ${size} ${mtimeNs}`;
    } catch {
      // There is none, or nobody may look.
      return '';
    }
  });
  return stamps.join('|');
}
