import { createIgnore, walk } from '@switchgear/worktree';
import type { Change } from '../model.ts';
import type { RunnerOptions } from './options.ts';

/** The files of a tree that a runner cares about: walked once, then kept up to date by what is told of changes. */
export class FileList {
  readonly #options: RunnerOptions;
  readonly #isWanted: (path: string) => boolean;
  #files: Set<string> | undefined;

  constructor(options: RunnerOptions, isWanted: (path: string) => boolean) {
    this.#options = options;
    this.#isWanted = isWanted;
  }

  /** @throws WorktreeError tree_missing */
  get(): ReadonlySet<string> {
    this.#files ??= new Set(this.#walk());
    return this.#files;
  }

  changed(changes: readonly Change[]): void {
    for (const { path, kind } of changes) {
      if (kind === 'deleted') this.#files?.delete(path);
      else if (this.#isWanted(path)) this.#files?.add(path);
    }
  }

  *#walk(): Generator<string> {
    const { root, ignores } = this.#options;
    // What cannot be read is told by whoever watches the tree.
    for (const { path } of walk(root, createIgnore(root, { patterns: ignores }))) if (this.#isWanted(path)) yield path;
  }
}
