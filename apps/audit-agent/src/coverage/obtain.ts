import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createScrubber } from '@switchgear/llm';
import { type CoveredFiles, findCoverage, mergeCoverage, totals } from '@switchgear/worktree';
import { percentOf, showPercent } from '../figures.ts';
import type { Fault, Published, TestFileRun } from '../model.ts';
import { chooseReports } from './choose.ts';
import { partialReason } from './partial.ts';
import { isReplaced, pathOf, proofBeside, readReports, sourceOf, type TreeState } from './read-reports.ts';
import { runCommand } from './run-command.ts';
import { readTestRun, type TestRun } from './test-run.ts';

export interface CoverageOptions {
  /** Runs all tests and writes reports; without it those are read that are found. */
  readonly command?: readonly string[] | undefined;
  readonly timeoutMs: number;
  /** Globs of reports, from the root. */
  readonly reports: readonly string[];
  /** Globs of JUnit XML that the same run writes. */
  readonly junit: readonly string[];
  /** What nobody measures, in the syntax of `.gitignore`; default nothing. */
  readonly ignore?: readonly string[];
}

export interface CoverageRequest extends CoverageOptions, TreeState {
  readonly published: Published | undefined;
  readonly signal: AbortSignal;
}

/** Coverage of all tests on the tree as it is. */
export interface WholeCoverage {
  readonly files: CoveredFiles;
  /** Formats and paths of the reports. */
  readonly source: string;
  /** What ran of each test file, where it is known. */
  readonly testRuns?: readonly TestFileRun[] | undefined;
}

export interface Obtained {
  /** Absent where nothing can be published; the faults say why. */
  readonly coverage?: WholeCoverage;
  readonly tests?: TestRun | undefined;
  readonly faults: readonly Fault[];
}

/** JUnit XML and coverage of one run are written within so many milliseconds. */
const sameRunMs = 300_000;

/** Failures of a run that a fault names. */
const namedFailures = 5;

/** Runs the command, or takes what lies there, and refuses what is stale or partial. Never rejects for its contents. */
export async function obtainCoverage(request: CoverageRequest): Promise<Obtained> {
  const { root, command, reports, junit, published } = request;
  const faults: Fault[] = [];
  const before = command && versions(root, [...reports, ...junit]);
  const end = command && (await runCommand(command, { cwd: root, ...request }));
  const isOfThisRun = (path: string) => before === undefined || before.get(path) !== versionOf(root, path);

  const paths = findCoverage(root, reports).filter(isOfThisRun);
  const { usable, refused } = await readReports(paths, request, command !== undefined);
  const chosen = chooseReports(
    root,
    usable.map(({ report }) => report),
  );
  const writtenAt = Math.max(...chosen.used.map(({ modifiedAt }) => modifiedAt));
  const isOfRun = command ? isOfThisRun : (_: string, at: number) => Math.abs(at - writtenAt) <= sameRunMs;
  const tests = await readTestRun(root, junit, isOfRun);
  if (command && end)
    faults.push(...commandFaults({ root, command, end, run: tests.run, wroteCoverage: paths.length > 0 }));
  const isUntold = junit.length > 0 && chosen.used.length > 0 && (!tests.run || tests.faults.length > 0);
  if (command && end?.trouble === undefined && isUntold) {
    const message = `the coverage command wrote no JUnit XML with cases that can be read to ${junit.join(', ')}, so that nobody knows whether its tests passed; let it write that each time, or mend audit_agent.coverage.junit`;
    faults.push({ type: 'coverage_command', message });
  }
  const isOurs = command !== undefined && faults.length === 0;
  const lost = refused.filter((refusal) => !isReplaced(refusal, root, chosen.used)).map(({ fault }) => fault);
  faults.push(...chosen.faults, ...tests.faults);
  // Without one of several, what the others say is not the whole.
  const others =
    '; without it the others are not the whole: delete it, or name those that count under audit_agent.coverage.reports';
  for (const { type, message } of lost)
    faults.push({ type, message: message + (chosen.used.length > 0 ? others : '') });

  const found = { tests: tests.run, faults };
  if (chosen.used.length === 0 || lost.length > 0 || chosen.faults.length > 0) {
    if (!faults.some(({ type }) => type.startsWith('coverage_'))) faults.push(missing(request));
    return found;
  }
  const gone = command ? undefined : tests.run?.gone;
  if (gone !== undefined) {
    const message = `${gone} ran, as ${tests.run?.reports.join(', ')} says, and is gone; run the tests with coverage again`;
    faults.push({ type: 'coverage_stale', message });
    return found;
  }
  const files = mergeCoverage(chosen.used);
  const isStamped = usable.every(({ report, stamp }) => stamp?.tests === 'all' || !chosen.used.includes(report));
  // An older list of tests may be that of the last audit, beside a report that was written since.
  const isNew = command !== undefined || (tests.run?.writtenAt ?? 0) > (published?.at ?? 0);
  const testRuns = tests.run?.testRuns;
  const source = sourceOf(root, chosen.used);
  const evidence = {
    root,
    repository: request.repository,
    files,
    source,
    testRuns: isNew ? testRuns : undefined,
    isOurs,
  };
  const partial = isStamped ? undefined : await partialReason(evidence, published);
  if (partial === undefined) return { ...found, coverage: { files, source, testRuns } };
  // Where it decides already, it is no way out.
  const list = evidence.testRuns
    ? ''
    : ' What would tell: JUnit XML of the same run, named in audit_agent.coverage.junit, or the command itself in audit_agent.coverage.command.';
  const [stamp, ...more] = chosen.used.map((report) => proofBeside(pathOf(root, report)));
  faults.push({
    type: 'coverage_partial',
    message: `${source} says ${showPercent(percentOf(totals(files)))}, it seems not of all tests: ${partial}; run all with coverage.${list} Where it is of all, say so: ${stamp}${more.length > 0 ? ', and so for the others' : ''}`,
  });
  return found;
}

interface Ended {
  readonly root: string;
  readonly command: readonly string[];
  readonly end: Awaited<ReturnType<typeof runCommand>>;
  readonly run: TestRun | undefined;
  readonly wroteCoverage: boolean;
}

/** The first line of a message is what happened and what to do; what was printed follows. */
function commandFaults({ root, command, end: { trouble, hasFailed, tail }, run, wroteCoverage }: Ended): Fault[] {
  const failed = run?.failed ?? [];
  const more = failed.length > namedFailures ? `, and ${failed.length - namedFailures} more` : '';
  const failures = failed.slice(0, namedFailures).join('; ') + more;
  if (trouble === undefined) {
    if (run === undefined || failures === '') return [];
    // Some commands end with 0 whatever their tests say.
    const message = `the coverage command ended with 0, but ${run.reports.join(', ')} says that this failed: ${failures}; mend it, and let the command end with another status when tests fail`;
    return [{ type: 'coverage_command', message, testsFailed: true }];
  }
  const isNamed = hasFailed && failures !== '';
  // A report is for others.
  const printed = tail === '' || isNamed ? '' : `\nIt last printed:\n${createScrubber().scrub(tail).text}`;
  return [
    {
      type: 'coverage_command',
      message: `${isNamed ? `this failed: ${failures}; ` : ''}the coverage command ${trouble}; run it by hand in ${root}: ${command.join(' ')}${printed}`,
      // One that wrote nothing may not have come to its tests.
      ...(hasFailed && (isNamed || wroteCoverage) && { testsFailed: true }),
    },
  ];
}

function missing({ root, command, reports }: CoverageRequest): Fault {
  const message = command
    ? `${command.join(' ')} wrote no report to ${reports.join(', ')} in ${root}; let it write one of Istanbul, lcov, Cobertura or V8, or set coverage.reports`
    : `there is no report of coverage in ${root} at ${reports.join(', ')}; run the tests with coverage, or set audit_agent.coverage.command`;
  return { type: 'coverage_missing', message };
}

function versions(root: string, globs: readonly string[]): ReadonlyMap<string, string | undefined> {
  return new Map(findCoverage(root, globs).map((path) => [path, versionOf(root, path)]));
}

/** Differs whenever a file has been written, whatever its time is set to. */
function versionOf(root: string, path: string): string | undefined {
  const stat = statSync(join(root, path), { bigint: true, throwIfNoEntry: false });
  return stat && `${stat.ino} ${stat.mtimeNs} ${stat.ctimeNs}`;
}
