import { cleanRunsEnough } from '../model.ts';

/** What is kept of a case that is flaky. */
export interface Flakiness {
  readonly since: number;
  readonly reason: string;
  readonly cleanRuns: number;
}

/** How a case ended once. */
export interface Outcome {
  readonly hasFailed: boolean;
  readonly failedAttempts: number;
  readonly at: number;
}

/**
 * The flakiness of a case after one more outcome.
 *
 * @param isContradicted an earlier run of the same content ended the other way
 */
export function judge(before: Flakiness | undefined, outcome: Outcome, isContradicted: boolean): Flakiness | undefined {
  const { hasFailed, failedAttempts, at } = outcome;
  const isRetried = !hasFailed && failedAttempts > 0;
  // That it has failed once is what the mark says already; a pass is a step towards its end.
  if (isRetried || (isContradicted && (hasFailed || before === undefined))) {
    const reason = isRetried
      ? `passed after ${failedAttempts === 1 ? 'a failure' : `${failedAttempts} failures`} in one run`
      : 'passed and failed with nothing changed';
    return { since: before?.since ?? at, reason, cleanRuns: 0 };
  }
  if (before === undefined) return undefined;
  const cleanRuns = hasFailed ? 0 : before.cleanRuns + 1;
  return cleanRuns < cleanRunsEnough ? { ...before, cleanRuns } : undefined;
}
