import { LineSet } from './line-set.ts';
import { SourceLocator } from './locate.ts';
import type { CoverageReport, FileLines } from './report.ts';
import { unionOf } from './sums.ts';
import type { LineTally } from './tally.ts';

type Findings = Pick<CoverageReport, 'files' | 'foreign' | 'foreignCount' | 'gone'>;

const maxNames = 20;
const maxNameLength = 300;

/** Gathers what a report says, by the files that exist below the root. A file that is named twice counts once. */
export class FileCollector {
  readonly #locator: SourceLocator;
  /** Of each file what was told at several times, the most first. */
  readonly #files = new Map<string, FileLines[]>();
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
    const parts = this.#files.get(path) ?? [];
    let lines: FileLines = { executable: LineSet.of(tally.executable), covered: LineSet.of(tally.covered) };
    // Only with what is no larger by far: a file that is named again and again costs no more than its lines.
    for (let last = parts.at(-1); last && last.executable.size < 2 * lines.executable.size; last = parts.at(-1)) {
      lines = unionOf(last, lines);
      parts.pop();
    }
    this.#files.set(path, [...parts, lines]);
  }

  add(reported: string, candidates: readonly string[], tally: LineTally): void {
    const path = this.find(reported, candidates);
    if (path !== undefined) this.merge(path, tally);
  }

  findings(): Findings {
    const { foreign, gone } = this.#missing;
    return {
      files: new Map(Array.from(this.#files, ([path, parts]) => [path, parts.reduceRight(unionOf)])),
      foreign: [...foreign].slice(0, maxNames),
      foreignCount: foreign.size,
      gone: [...gone].slice(0, maxNames),
    };
  }
}
