import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lstat } from '../tree/lstat.ts';
import { folderIn, type Repository } from './repository.ts';
import { runGit } from './run.ts';

/** Bytes; what is larger is not written by people. */
const maxFileBytes = 2 * 1024 * 1024;

/** What is untracked and not ignored, below the repository's prefix and relative to it; mostly files. */
export async function untracked(repository: Repository, paths: readonly string[] = []): Promise<string[]> {
  const args = ['ls-files', '--others', '--exclude-standard', '-z', '--', ...paths];
  return (await runGit(folderIn(repository), args)).toString().split('\0').slice(0, -1);
}

/** Text of an untracked file; undefined for what is binary, large, gone, a link, or another repository. */
export function readText(repository: Repository, path: string): string | undefined {
  const whole = join(folderIn(repository), path);
  try {
    const stat = lstat(whole);
    // A link may lead out of the tree.
    if (!stat?.isFile() || stat.size > maxFileBytes) return undefined;
    const content = readFileSync(whole);
    // As git tells binary files.
    return content.subarray(0, 8000).includes(0) ? undefined : content.toString();
  } catch {
    // It has gone since it was listed.
    return undefined;
  }
}

/** Its lines, without an empty one behind the last line break. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
