import { relative } from 'node:path';
import type { CoverageReport } from '@switchgear/worktree';
import type { Fault } from '../model.ts';

/** What says most about a run, first: the others are often made from it. */
const preference = ['istanbul', 'v8', 'cobertura', 'lcov'] as const satisfies readonly CoverageReport['format'][];

/** Reports of one run are written so shortly after each other, in milliseconds. */
const sameRunMs = 2000;

/**
 * Of the reports, those that speak of different files: two that speak of the same one are the same run in two formats,
 * or two runs of which nobody knows how they differ.
 */
export function chooseReports(root: string, reports: readonly CoverageReport[]) {
  const used: CoverageReport[] = [];
  const faults: Fault[] = [];
  const taken = new Map<string, CoverageReport>();
  for (const report of inOrder(reports)) {
    const paths = [...report.files.keys()];
    const rival = paths.map((path) => taken.get(path)).find((other) => other !== undefined);
    if (rival === undefined) {
      used.push(report);
      for (const path of paths) taken.set(path, report);
      continue;
    }
    const alone = paths.filter((path) => !taken.has(path));
    // From V8's own, tools make reports that leave out what is not to be measured.
    if (alone.length === 0 || report.format === 'v8') continue;
    const [name, other] = [relative(root, report.file), relative(root, rival.file)];
    faults.push({
      type: 'coverage_partial',
      message: `${name} is not used, since ${other} speaks of the same files, but ${alone[0]} is in it alone (${alone.length} such); let one run write one report, or name the report that counts under coverage.reports`,
    });
  }
  return { used, faults };
}

/** The newest run first; of one run what says most. */
function inOrder(reports: readonly CoverageReport[]): CoverageReport[] {
  const newestFirst = reports.toSorted((a, b) => b.modifiedAt - a.modifiedAt);
  let run = 0;
  const placed = newestFirst.map((report, index) => {
    if ((newestFirst[index - 1] ?? report).modifiedAt - report.modifiedAt > sameRunMs) run += 1;
    return { report, place: run * preference.length + preference.indexOf(report.format) };
  });
  return placed.sort((a, b) => a.place - b.place).map(({ report }) => report);
}
