import { percentOf, showPercent, showPoints } from '../figures.ts';
import type { Audit, AuditErrorType, Minimums } from '../model.ts';

/** What a build must reach. */
export interface GateRules extends Minimums {
  /** How far coverage may fall below the audit before, in points. */
  readonly maxDropPoints?: number;
  /** Whether a refused report, with no other that can be used, is a fault; otherwise its bars are left out. Default true. */
  readonly failOnStale?: boolean;
}

export interface GateLine {
  readonly rule: string;
  readonly state: 'ok' | 'failed' | 'unknown' | 'left_out';
  /** What was found. */
  readonly value: string;
  /** What is asked for. */
  readonly bar: string;
  /** What to do, where the state is failed or unknown. */
  readonly remedy?: string;
}

export interface Verdict {
  readonly passed: boolean;
  /** For the process: 0 passed, 1 failed, 2 could not be judged. */
  readonly exitStatus: 0 | 1 | 2;
  readonly lines: readonly GateLine[];
}

const refusals: ReadonlySet<AuditErrorType> = new Set(['coverage_stale', 'coverage_partial']);

/**
 * Holds an audit against the rules; what cannot be judged has not passed.
 *
 * @param before percentages of the audits before it, oldest first
 */
export function judge(audit: Audit, rules: GateRules, before: readonly number[]): Verdict {
  const lines = [testsRan(audit), coverage(audit, rules), patch(audit, rules), drop(audit, rules, before)].filter(
    (line) => line !== undefined,
  );
  const has = (state: GateLine['state']) => lines.some((line) => line.state === state);
  const exitStatus = has('failed') ? 1 : has('unknown') ? 2 : 0;
  return { passed: exitStatus === 0, exitStatus, lines };
}

/** Only a command of ours says how the tests ended, by its status or JUnit XML; a report that was found does not. */
function testsRan({ faults }: Audit): GateLine | undefined {
  const fault = faults.find(({ type }) => type === 'coverage_command');
  if (fault === undefined) return;
  const line = { rule: 'Tests', bar: 'all must pass', remedy: fault.message };
  if (fault.testsFailed) return { ...line, state: 'failed', value: 'some failed' };
  return { ...line, state: 'unknown', value: 'nobody knows how they ended' };
}

/** Asked for without a bar too: an audit without coverage says nothing about the build. */
function coverage({ coverage: found, faults }: Audit, { minimumPercent = 0, failOnStale = true }: GateRules): GateLine {
  const rule = 'Coverage';
  const bar = `at least ${showPercent(minimumPercent)}`;
  if (found === undefined) {
    const refused = faults.find(({ type }) => refusals.has(type));
    if (refused && !failOnStale) return { rule, state: 'left_out', value: 'no report that can be used', bar };
    const fault = refused ?? faults.find(({ type }) => type.startsWith('coverage_'));
    const remedy = fault?.message ?? 'run the tests with coverage, or configure a command that does';
    return { rule, state: 'unknown', value: refused ? 'the report was refused' : 'no report', bar, remedy };
  }
  const { covered, executable } = found.lines.value;
  const value = `${showPercent(found.percent)} (${covered} of ${executable} lines)`;
  if (found.percent >= minimumPercent) return { rule, state: 'ok', value, bar };
  const missing = Math.ceil((minimumPercent / 100) * executable) - covered;
  return { rule, state: 'failed', value, bar, remedy: `test ${missing} more of its lines` };
}

function patch(audit: Audit, { minimumPatchPercent: minimum, failOnStale = true }: GateRules): GateLine | undefined {
  if (minimum === undefined) return;
  const rule = 'Changed lines';
  const bar = `at least ${showPercent(minimum)}`;
  const found = audit.patch;
  if (found === undefined) {
    const refused = !failOnStale && audit.coverage === undefined && audit.faults.some(({ type }) => refusals.has(type));
    if (refused) return { rule, state: 'left_out', value: 'no report that can be used', bar };
    const fault = audit.faults.find(({ type }) => type === 'git');
    const base = 'configure a base that exists, such as origin/main, and fetch its history';
    const remedy = audit.coverage ? (fault?.message ?? base) : 'they are measured with the coverage of all lines';
    return { rule, state: 'unknown', value: 'not measured', bar, remedy };
  }
  const [unmeasured, ...others] = found.unmeasured.filter((path) => !isConfiguration.test(path));
  if (unmeasured !== undefined && minimum > 0) {
    const which = others.length === 0 ? unmeasured : `${unmeasured} and ${others.length} more`;
    const remedy = 'let the coverage tool list all sources, or name what is none in audit_agent.ignore';
    return { rule, state: 'unknown', value: `no report speaks of ${which}`, bar, remedy };
  }
  const { covered, executable } = found.lines.value;
  if (executable === 0) return { rule, state: 'ok', value: `none changed since ${found.against}`, bar };
  const percent = percentOf(found.lines.value);
  const value = `${showPercent(percent)} (${covered} of ${executable} since ${found.against})`;
  if (percent >= minimum) return { rule, state: 'ok', value, bar };
  return { rule, state: 'failed', value, bar, remedy: 'test the lines that are listed above' };
}

/** What no test is expected to run. */
const isConfiguration = /\.config\.\w+$|(?:^|\/)\./;

/** A first audit has nothing to fall below. */
function drop(
  { coverage: found }: Audit,
  { maxDropPoints }: GateRules,
  before: readonly number[],
): GateLine | undefined {
  const [first, ...later] = before;
  if (maxDropPoints === undefined || found === undefined || first === undefined) return;
  const isDrop = (from: number, to: number) => to < from - maxDropPoints - 1e-9;
  // An audit that fell too far is nothing to go by, or running the gate again would pass it.
  const base = later.reduce((from, to) => (isDrop(from, to) ? from : to), first);
  const line = {
    rule: 'Drop',
    value: `${showPoints(found.percent - base)} points`,
    bar: `at most ${maxDropPoints} points down`,
  };
  // A sum of fractions: what is displayed as on the bar is on it.
  if (!isDrop(base, found.percent)) return { ...line, state: 'ok' };
  return { ...line, state: 'failed', remedy: 'see the report for the files that lost coverage' };
}
