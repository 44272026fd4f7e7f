import { existsSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { findCoverage, type JunitCase, readJunit, WorktreeError } from '@switchgear/worktree';
import type { Fault } from '../model.ts';

/** A case of a run and where it stands. */
export interface RunCase extends Pick<JunitCase, 'name' | 'status' | 'durationMs'> {
  /** Path from the root; the name of the class or suite where the report does not tell the file. */
  readonly file: string;
}

/** What JUnit XML says of a run. */
export interface TestRun {
  readonly cases: readonly RunCase[];
  /** All test files that ran; undefined unless the report tells the file of every case. */
  readonly testFiles: readonly string[] | undefined;
  /** Paths of the reports, from the root. */
  readonly reports: readonly string[];
  /** Epoch milliseconds; of several the oldest. */
  readonly writtenAt: number;
}

export interface TestRunOptions {
  /** Whether a report is of the run in question, by its path from the root and when it was written. */
  readonly isOfRun: (path: string, modifiedAt: number) => boolean;
  /** Whether a file of which every case was skipped is one that ran. */
  readonly skippedCount: boolean;
}

/** `run` is absent where there is no report, or none that names a case. */
export async function readTestRun(root: string, globs: readonly string[], options: TestRunOptions) {
  const cases: RunCase[] = [];
  const faults: Fault[] = [];
  const reports: string[] = [];
  const files = new Set<string>();
  const locate = createLocator(root);
  let areLocated = true;
  let writtenAt = Number.POSITIVE_INFINITY;
  for (const path of findCoverage(root, globs)) {
    const modifiedAt = statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs;
    if (modifiedAt === undefined || !options.isOfRun(path, modifiedAt)) continue;
    try {
      for (const found of (await readJunit(join(root, path))).cases) {
        const file = locate(found);
        areLocated &&= file !== undefined;
        if (file && (options.skippedCount || found.status !== 'skip')) files.add(file);
        cases.push({ ...found, file: file ?? found.file ?? found.className ?? found.suite });
      }
      writtenAt = Math.min(writtenAt, modifiedAt);
      reports.push(path);
    } catch (error) {
      if (!(error instanceof WorktreeError)) throw error;
      faults.push({ type: 'report', message: error.message });
    }
  }
  if (cases.length === 0) return { faults };
  const run: TestRun = { cases, testFiles: areLocated ? [...files].sort() : undefined, reports, writtenAt };
  return { run, faults };
}

/**
 * Finds the file of a case. Runners give it as such, as the suite, as the class, or, as pytest does, as a module that
 * may hold a class.
 */
function createLocator(root: string): (of: JunitCase) => string | undefined {
  const known = new Map<string, string | undefined>();
  const find = (name: string): string | undefined => {
    const path = relative(root, resolve(root, name)).replaceAll(sep, '/');
    return extname(path) !== '' && !path.startsWith('../') && existsSync(join(root, path)) ? path : undefined;
  };
  return ({ file, className = '', suite }) => {
    const module = className.replaceAll('.', '/');
    for (const name of [file, suite, className, `${module}.py`, `${dirname(module)}.py`]) {
      if (!name) continue;
      if (!known.has(name)) known.set(name, find(name));
      const path = known.get(name);
      if (path !== undefined) return path;
    }
    return undefined;
  };
}
