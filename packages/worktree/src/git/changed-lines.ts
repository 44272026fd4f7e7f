import { commitOf } from './head.ts';
import { readHunks } from './hunks.ts';
import { folderIn, type Repository } from './repository.ts';
import { streamGit } from './run.ts';
import { linesOf, readText, untracked } from './untracked.ts';

/** Also what a person's configuration might add or change. */
export const plainDiff = [
  'diff',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--find-renames',
  '--relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/**
 * Lines of the working tree that `base` does not have, from 1 and ascending, by path below the repository's prefix. Of
 * files that are not committed yet these are all lines. Binary files, submodules and untracked files above 2 MiB are
 * left out, and so are files without such a line.
 */
export async function changedLines(repository: Repository, base: string): Promise<Map<string, number[]>> {
  const commit = await commitOf(repository, base);
  const args = [...plainDiff, '--unified=0', '--inter-hunk-context=0', '--ignore-submodules=all', commit, '--'];
  const lines = new Map<string, number[]>();
  for await (const { path, first, count } of readHunks(streamGit(folderIn(repository), args))) {
    const own = lines.get(path) ?? [];
    for (let line = first; line < first + count; line += 1) own.push(line);
    lines.set(path, own);
  }
  for (const path of await untracked(repository)) {
    const text = readText(repository, path);
    if (text)
      lines.set(
        path,
        [...linesOf(text).keys()].map((index) => index + 1),
      );
  }
  return lines;
}
