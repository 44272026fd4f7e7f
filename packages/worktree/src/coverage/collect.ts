import { LineSet } from './line-set.ts';
import { SourceLocator } from './locate.ts';
import type { CoverageReport, FileLines } from './report.ts';
import type { LineTally } from './tally.ts';

type Findings = Pick<CoverageReport, 'files' | 'foreign' | 'foreignCount' | 'gone'>;

const maxNames = 20;
const maxNameLength = 300;

/** Gathers what a report says, by the files that exist below the root. A file that is named twice counts once. */
export class FileCollector {
  readonly #locator: SourceLocator;
  readonly #files = new Map<string, FileLines>();
  readonly #missing = { foreign: new Set<string>(), gone: new Set<string>() };

  constructor(root: string) {
    this.#locator = new SourceLocator(root);
  }

  /**
   * The file's path from the root. One that is not there is noted.
   *
   * @param candidates absolute paths that the name may stand for, the likeliest first
   */
  find(reported: string, candidates: readonly string[]): string | undefined {
    const located = this.#locator.locate(candidates);
    if ('path' in located) return located.path;
    this.#missing[located.missing].add(reported.slice(0, maxNameLength));
    return undefined;
  }

  merge(path: string, tally: LineTally): void {
    const before = this.#files.get(path);
    const covered = LineSet.of(tally.covered);
    const executable = LineSet.of(tally.executable);
    this.#files.set(path, {
      executable: before?.executable.union(executable) ?? executable,
      covered: before?.covered.union(covered) ?? covered,
    });
  }

  add(reported: string, candidates: readonly string[], tally: LineTally): void {
    const path = this.find(reported, candidates);
    if (path !== undefined) this.merge(path, tally);
  }

  findings(): Findings {
    const { foreign, gone } = this.#missing;
    return {
      files: this.#files,
      foreign: [...foreign].slice(0, maxNames),
      foreignCount: foreign.size,
      gone: [...gone].slice(0, maxNames),
    };
  }
}
