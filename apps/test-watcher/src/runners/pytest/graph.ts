import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { readFlag } from '@switchgear/worktree';
import { type ImportedName, importsOf } from './imports.ts';

const filesAtOnce = 64;

/**
 * What imports what among the Python files of a tree, read from their sources. A name stands for every file that could
 * be meant wherever `sys.path` may point: rather a test too many than one too few.
 */
export class ImportGraph {
  readonly #root: string;
  /** What was read, by path. */
  readonly #imports = new Map<string, readonly ImportedName[]>();

  constructor(root: string) {
    this.#root = root;
  }

  forget(path: string): void {
    this.#imports.delete(path);
  }

  /** For each file those that it loads. Files that do not exist any more may be among them. */
  async edges(
    files: ReadonlySet<string>,
    tests: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const unread = [...files].filter((file) => !this.#imports.has(file));
    for (let at = 0; at < unread.length; at += filesAtOnce) {
      await Promise.all(unread.slice(at, at + filesAtOnce).map((file) => this.#read(file)));
    }
    const modules = modulesOf(files);
    return new Map(
      [...files].map((file) => {
        const named = (this.#imports.get(file) ?? []).flatMap((name) => resolve(file, name, modules, files));
        return [file, new Set([...named, ...loadedWith(file, tests.has(file), files)])];
      }),
    );
  }

  async #read(file: string): Promise<void> {
    // One that is gone imports nothing.
    const source = await readFile(join(this.#root, file), { encoding: 'utf8', flag: readFlag }).catch(() => '');
    this.#imports.set(file, importsOf(source));
  }
}

/** Files by every dotted name that they may have, depending on where `sys.path` points. */
function modulesOf(files: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const modules = new Map<string, string[]>();
  for (const file of files) {
    const parts = file.replace(/(?:\/__init__)?\.py$/, '').split('/');
    for (let from = 0; from < parts.length; from += 1) {
      const name = parts.slice(from).join('.');
      const known = modules.get(name);
      if (known) known.push(file);
      else modules.set(name, [file]);
    }
  }
  return modules;
}

function resolve(
  file: string,
  { level, name }: ImportedName,
  modules: ReadonlyMap<string, readonly string[]>,
  files: ReadonlySet<string>,
): readonly string[] {
  const parts = name.split('.').filter(Boolean);
  // The module, the packages around it, and what may be a module or an attribute of one.
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1));
  if (level === 0) return prefixes.flatMap((prefix) => modules.get(prefix.join('.')) ?? []);
  const base = posix.join(posix.dirname(file), ...Array<string>(level - 1).fill('..'));
  return [[], ...prefixes]
    .map((prefix) => posix.join(base, ...prefix))
    .flatMap((path) => [`${path}.py`, posix.join(path, '__init__.py')])
    .filter((path) => files.has(path));
}

/** The packages that a file lies in, and for a test also each conftest.py on the way to the root. */
function loadedWith(file: string, isTest: boolean, files: ReadonlySet<string>): readonly string[] {
  const names = isTest ? ['__init__.py', 'conftest.py'] : ['__init__.py'];
  const folders: string[] = [];
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    folders.push(folder);
    if (folder === '.') break;
  }
  return folders
    .flatMap((folder) => names.map((name) => posix.join(folder, name)))
    .filter((path) => path !== file && files.has(path));
}

/** All that can be reached from the given files, with the one of them that it was reached from first. */
export function reach(
  from: readonly string[],
  edges: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, string> {
  const reached = new Map(from.map((file) => [file, file]));
  // A map is visited in the order of insertion, and what is inserted meanwhile is visited, too.
  for (const [file, origin] of reached) {
    for (const next of edges.get(file) ?? []) if (!reached.has(next)) reached.set(next, origin);
  }
  return reached;
}

export function reversed(edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, ReadonlySet<string>> {
  const back = new Map<string, Set<string>>();
  for (const [file, targets] of edges) {
    for (const target of targets) {
      const importers = back.get(target) ?? new Set();
      back.set(target, importers.add(file));
    }
  }
  return back;
}
