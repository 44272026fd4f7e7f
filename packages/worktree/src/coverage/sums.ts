import type { CoverageReport, CoveredFiles, FileLines } from './report.ts';

/** All that any of the reports knows: a line that one of them saw run did run. */
export function mergeCoverage(reports: Iterable<Pick<CoverageReport, 'files'>>): CoveredFiles {
  const merged = new Map<string, FileLines>();
  for (const { files } of reports) {
    for (const [path, lines] of files) merged.set(path, unionOf(merged.get(path) ?? lines, lines));
  }
  return merged;
}

export function unionOf(one: FileLines, other: FileLines): FileLines {
  return { executable: one.executable.union(other.executable), covered: one.covered.union(other.covered) };
}

/** In lines. */
export function totals(files: CoveredFiles): { readonly covered: number; readonly executable: number } {
  let covered = 0;
  let executable = 0;
  for (const lines of files.values()) {
    covered += lines.covered.size;
    executable += lines.executable.size;
  }
  return { covered, executable };
}
