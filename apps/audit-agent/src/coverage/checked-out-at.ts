import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An entry of git's log that leads to another commit; what was committed stood in the tree before. */
const move = /^(\S+) (?!\1 )\S+ .* (\d+) [+-]\d{4}\t(?!commit)/;

/** When git last brought the tree to another commit, in epoch milliseconds; undefined where it has not, or keeps no log. */
export function checkedOutAt(gitDir: string): number | undefined {
  try {
    const entries = readFileSync(join(gitDir, 'logs', 'HEAD'), 'utf8').split('\n');
    const seconds = entries.map((entry) => move.exec(entry)?.[2]).findLast((found) => found !== undefined);
    return seconds === undefined ? undefined : Number(seconds) * 1000;
  } catch {
    // Git can be told to keep none.
    return undefined;
  }
}
