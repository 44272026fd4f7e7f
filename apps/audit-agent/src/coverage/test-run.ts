import { existsSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { findCoverage, type JunitCase, readJunit, WorktreeError } from '@switchgear/worktree';
import type { Fault, TestFileRun } from '../model.ts';

/** A case of a run and where it stands. */
export interface RunCase extends Pick<JunitCase, 'name' | 'status' | 'durationMs'> {
  /** Path from the root; the name of the class or suite where the report does not tell the file. */
  readonly file: string;
}

/** What JUnit XML says of a run. */
export interface TestRun {
  readonly cases: readonly RunCase[];
  /** All test files; undefined unless the report tells the file of every case. */
  readonly testRuns: readonly TestFileRun[] | undefined;
  /** A test file that ran and is gone. */
  readonly gone: string | undefined;
  /** Names of cases that failed and of suites that could not run. */
  readonly failed: readonly string[];
  /** Paths of the reports, from the root. */
  readonly reports: readonly string[];
  /** Epoch milliseconds; of several the oldest. */
  readonly writtenAt: number;
}

/**
 * `run` is absent where there is no report, or none that names a case or an error.
 *
 * @param isOfRun whether a report is of the run in question, by its path from the root and when it was written
 */
export async function readTestRun(
  root: string,
  globs: readonly string[],
  isOfRun: (path: string, modifiedAt: number) => boolean,
) {
  const cases: RunCase[] = [];
  const faults: Fault[] = [];
  const reports: string[] = [];
  const failed: string[] = [];
  const files = new Map<string, { path: string; ran: number; skipped: number }>();
  /** Where files that are not there may have been. */
  const missing = new Set<string>();
  let areLocated = true;
  let writtenAt = Number.POSITIVE_INFINITY;
  for (const path of findCoverage(root, globs)) {
    const modifiedAt = statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs;
    if (modifiedAt === undefined || !isOfRun(path, modifiedAt)) continue;
    const bases = basesOf(root, path);
    const locate = createLocator(root, bases);
    try {
      const report = await readJunit(join(root, path));
      for (const found of report.cases) {
        const located = locate(found);
        const file = located ?? found.file ?? found.className ?? found.suite;
        const outcome = found.status === 'skip' ? 'skipped' : 'ran';
        areLocated &&= located !== undefined;
        if (located !== undefined) {
          const counts = files.get(located) ?? { path: located, ran: 0, skipped: 0 };
          counts[outcome] += 1;
          files.set(located, counts);
        } else if (outcome === 'ran')
          for (const name of namesOf(found)) for (const base of bases) missing.add(resolve(base, name));
        if (found.status === 'fail') failed.push(`${file} ${found.name}`);
        cases.push({ ...found, file });
      }
      failed.push(...report.errors.map(({ suite }) => suite || path));
      writtenAt = Math.min(writtenAt, modifiedAt);
      reports.push(path);
    } catch (error) {
      if (!(error instanceof WorktreeError)) throw error;
      faults.push({ type: 'report', message: error.message });
    }
  }
  if (cases.length + failed.length === 0) return { faults };
  const testRuns = areLocated ? [...files.values()] : undefined;
  // Other names may look like a file too: it has to be of a kind that ran, in a folder that is there.
  const kinds = new Set(Array.from(files.keys(), (path) => extname(path)));
  const lost = [...missing].find((file) => kinds.has(extname(file)) && existsSync(dirname(file)));
  const gone = lost && relative(root, lost).replaceAll(sep, '/');
  const run: TestRun = { cases, testRuns, gone, failed, reports, writtenAt };
  return { run, faults };
}

/**
 * What may be the file of a case. Runners give it as such, as the suite, as the class, or, as pytest does, as a module
 * that may hold classes in classes.
 */
function namesOf({ file, className = '', suite }: JunitCase): string[] {
  const parts = className.split('.');
  const modules =
    className === ''
      ? []
      : [className, ...parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/')}.py`)];
  return [file, suite, ...modules].filter((name) => name !== undefined);
}

/** What names may be relative to: the report's folder and those above it, up to the root. */
function basesOf(root: string, report: string): string[] {
  const bases: string[] = [];
  for (let at = dirname(report); at !== dirname(at); at = dirname(at)) bases.push(resolve(root, at));
  return [...bases, root];
}

/** Finds the file of a case. */
function createLocator(root: string, bases: readonly string[]): (of: JunitCase) => string | undefined {
  const known = new Map<string, string | undefined>();
  const find = (name: string): string | undefined =>
    bases
      .map((base) => relative(root, resolve(base, name)).replaceAll(sep, '/'))
      .find((path) => extname(path) !== '' && !path.startsWith('../') && existsSync(join(root, path)));
  return (found) => {
    for (const name of namesOf(found)) {
      if (!known.has(name)) known.set(name, find(name));
      const path = known.get(name);
      if (path !== undefined) return path;
    }
    return undefined;
  };
}
