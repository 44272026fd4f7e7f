import { plainDiff } from './changed-lines.ts';
import { commitOf, findCommit } from './head.ts';
import { folderIn, type Repository } from './repository.ts';
import { runGit, streamGit } from './run.ts';
import { linesOf, readText, untracked } from './untracked.ts';

export interface DiffOptions {
  /** Default HEAD, or nothing in a repository without commits. */
  readonly base?: string;
  /** Files and folders below the repository's prefix; default all. */
  readonly paths?: readonly string[];
  /** The diff is cut behind so many bytes, and a last line says so. */
  readonly maxBytes: number;
}

/** A command line takes no more. */
const maxPaths = 1000;

/** What the working tree changes against a commit, as a unified diff; untracked files come last, each as a new one. */
export async function diffOf(repository: Repository, options: DiffOptions): Promise<string> {
  const { paths, maxBytes } = options;
  if (paths?.length === 0) return '';
  const base = options.base === undefined ? await headOrNothing(repository) : await commitOf(repository, options.base);
  const named = paths?.slice(0, maxPaths) ?? [];
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of everything(repository, base, named)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) break;
  }
  const isCut = size > maxBytes || named.length < (paths?.length ?? 0);
  const diff = Buffer.concat(chunks).subarray(0, maxBytes);
  // A character may have been cut through.
  return isCut ? `${diff.toString().replace(/\uFFFD$/, '')}\n[cut here: the diff is longer]\n` : diff.toString();
}

async function* everything(repository: Repository, base: string, paths: readonly string[]): AsyncGenerator<Buffer> {
  yield* streamGit(folderIn(repository), [...plainDiff, '--submodule=short', base, '--', ...paths]);
  for (const path of await untracked(repository, paths)) {
    const text = readText(repository, path);
    if (text) yield Buffer.from(newFile(path, text));
  }
}

function newFile(path: string, text: string): string {
  const lines = linesOf(text);
  // One line per header, whatever the name.
  const name = JSON.stringify(path).slice(1, -1);
  const header = `diff --git a/${name} b/${name}\nnew file\n--- /dev/null\n+++ b/${name}\n@@ -0,0 +1,${lines.length} @@\n`;
  const end = text.endsWith('\n') ? '' : '\\ No newline at end of file\n';
  return `${header}${lines.map((line) => `+${line}\n`).join('')}${end}`;
}

async function headOrNothing(repository: Repository): Promise<string> {
  const head = await findCommit(repository, 'HEAD');
  if (head !== undefined) return head;
  // The id of the tree without files, in the hash of this repository.
  return (await runGit(repository.root, ['hash-object', '-t', 'tree', '--stdin'])).toString().trimEnd();
}
