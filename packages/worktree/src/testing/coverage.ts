import { readCoverage } from '../coverage/read.ts';
import type { CoveredFiles } from '../coverage/report.ts';
import { makeTree } from './make-tree.ts';

/** Lines of a file as `executable / covered`. */
export function linesOf(files: CoveredFiles): Record<string, string> {
  const entries = Array.from(files, ([path, { executable, covered }]) => [
    path,
    `${[...executable]} / ${[...covered]}`,
  ]);
  return Object.fromEntries(entries.sort());
}

/** A tree with empty files of these names beside a report, and what is read of it. */
export async function readReport(report: string | Uint8Array, sources: readonly string[], path = 'coverage/report') {
  const root = makeTree({ ...Object.fromEntries(sources.map((source) => [source, ''])), [path]: report });
  const read = await readCoverage(path, { root });
  return { ...read, root, lines: linesOf(read.files) };
}
