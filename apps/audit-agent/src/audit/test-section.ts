import type { TestRun } from '../coverage/test-run.ts';
import type { Sourced, TestFacts } from '../model.ts';

/** Tests that an audit names. */
const mostSlow = 50;

/** What the run says of durations goes before what was known. */
export function testSection(
  run: TestRun | undefined,
  known: Sourced<TestFacts> | undefined,
): Sourced<TestFacts> | undefined {
  if (run === undefined) return known;
  const slowest = run.cases
    .toSorted((a, b) => b.durationMs - a.durationMs)
    .slice(0, mostSlow)
    .map(({ file, name, durationMs }) => ({ file, name, durationMs }));
  const count = (wanted: string) => run.cases.filter(({ status }) => status === wanted).length;
  const counts = { passed: count('pass'), failed: run.failed.length, skipped: count('skip') };
  const source = `JUnit, ${run.reports.join(', ')}`;
  return {
    value: { counts, slowest, flaky: known?.value.flaky ?? [] },
    source: known ? `${source}; ${known.source}` : source,
  };
}
