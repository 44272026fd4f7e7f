import { globSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type JunitReport, readJunit, WorktreeError } from '@switchgear/worktree';
import { TestWatcherError } from '../../errors.ts';

/** The JUnit XML that a command writes: what has been written since this was created, not what an earlier run left. */
export class Reports {
  readonly #folder: string;
  readonly #globs: readonly string[];
  readonly #earlier: ReadonlyMap<string, string>;

  constructor(folder: string, globs: readonly string[]) {
    this.#folder = folder;
    this.#globs = globs;
    this.#earlier = this.#look();
  }

  /** @throws TestWatcherError unknown_format */
  async read(): Promise<JunitReport> {
    const written = [...this.#look()].filter(([path, signature]) => this.#earlier.get(path) !== signature);
    if (written.length === 0) throw new TestWatcherError('unknown_format', this.#nothing());
    try {
      const reports = await Promise.all(written.map(([path]) => readJunit(path)));
      return { cases: reports.flatMap(({ cases }) => cases), errors: reports.flatMap(({ errors }) => errors) };
    } catch (error) {
      if (!(error instanceof WorktreeError)) throw error;
      throw new TestWatcherError('unknown_format', error.message, { cause: error });
    }
  }

  /** What matches, each with what changes when it is written. */
  #look(): ReadonlyMap<string, string> {
    const exclude = ['**/node_modules', '**/.git'];
    const paths = this.#globs.flatMap((glob) => globSync(glob, { cwd: this.#folder, exclude }));
    return new Map(paths.map((path) => resolve(this.#folder, path)).map((path) => [path, signatureOf(path)]));
  }

  #nothing(): string {
    const old = [...this.#earlier.keys()];
    const found = old.length === 0 ? 'there is none' : `${old.join(', ')} is of an earlier run`;
    return `The command has written no JUnit XML to ${this.#globs.join(', ')} in ${this.#folder}: ${found}.`;
  }
}

function signatureOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.mtimeNs} ${stat.size} ${stat.ino}` : '';
}
