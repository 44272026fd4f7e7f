import type { WholeCoverage } from '../coverage/obtain.ts';
import { percentOf } from '../figures.ts';
import type { CoverageSection, FileCoverage, FileMove, LineCount, Published } from '../model.ts';

/** Files that moved which an audit names. */
const mostMoved = 200;

/** The numbers that are published, and how they differ from those before. */
export function coverageSection(
  { files, source, testRuns }: WholeCoverage,
  published: Published | undefined,
): Omit<CoverageSection, 'commit' | 'dirty'> {
  const counts = [...files].map(([path, { covered, executable }]) => ({
    path,
    covered: covered.size,
    executable: executable.size,
  }));
  const value = { covered: sum(counts, 'covered'), executable: sum(counts, 'executable') };
  const percent = percentOf(value);
  return {
    lines: { value, source },
    percent,
    files: counts.sort((a, b) => percentOf(a) - percentOf(b) || b.executable - a.executable || order(a, b)),
    ...(published && { changePoints: percent - published.percent, moved: movedFiles(published.files, counts) }),
    ...(testRuns && { testRuns }),
  };
}

function sum(counts: readonly LineCount[], part: keyof LineCount): number {
  return counts.reduce((total, count) => total + count[part], 0);
}

function movedFiles(before: readonly FileCoverage[], after: readonly FileCoverage[]): FileMove[] {
  const moves = new Map<string, { path: string; before?: LineCount; after?: LineCount }>();
  for (const { path, ...count } of before) moves.set(path, { path, before: count });
  for (const { path, ...count } of after) moves.set(path, { ...moves.get(path), path, after: count });
  return [...moves.values()]
    .filter((move) => size(move) > 0 || move.before?.executable !== move.after?.executable)
    .sort((a, b) => size(b) - size(a) || order(a, b))
    .slice(0, mostMoved);
}

/** How much a file moved, in lines that tests run now and did not before, or the other way round. */
function size({ before, after }: FileMove): number {
  const uncovered = (count: LineCount | undefined) => (count ? count.executable - count.covered : 0);
  return Math.abs((after?.covered ?? 0) - (before?.covered ?? 0)) + Math.abs(uncovered(after) - uncovered(before));
}

function order(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
