import { extname } from 'node:path';
import { LineSet } from './line-set.ts';
import type { CoveredFiles } from './report.ts';
import { isTestFile } from './test-files.ts';

/** Coverage of changed lines alone. */
export interface PatchCoverage {
  /** Of the changed lines, those that can run, and those of them that ran. */
  readonly covered: number;
  readonly executable: number;
  /** Changed lines that can run and did not, ascending, by path. */
  readonly uncovered: readonly { readonly path: string; readonly lines: readonly number[] }[];
  /** Changed files that coverage knows nothing of, though it knows others of their kind: no test may load them. */
  readonly unmeasured: readonly string[];
}

/** @param changed line numbers by path from the root */
export function patchCoverage(changed: ReadonlyMap<string, readonly number[]>, files: CoveredFiles): PatchCoverage {
  const kinds = new Set(Array.from(files.keys(), extname));
  const uncovered: { path: string; lines: number[] }[] = [];
  const unmeasured: string[] = [];
  let covered = 0;
  let executable = 0;
  for (const [path, numbers] of [...changed].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const lines = files.get(path);
    if (lines === undefined) {
      if (numbers.length > 0 && kinds.has(extname(path)) && !isTestFile(path)) unmeasured.push(path);
      continue;
    }
    const able = lines.executable.intersect(LineSet.of(numbers));
    const missed = able.minus(lines.covered);
    executable += able.size;
    covered += able.size - missed.size;
    if (missed.size > 0) uncovered.push({ path, lines: [...missed] });
  }
  return { covered, executable, uncovered, unmeasured };
}
