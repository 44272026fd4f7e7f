/** Passes in a row with newer content after which a flaky case is believed to be steady. */
const cleanRunsEnough = 10;

/** What is kept of a case that is flaky. */
export interface Flakiness {
  readonly since: number;
  readonly reason: string;
  /** On which it was seen last; absent where that was not known. */
  readonly content: string | undefined;
  readonly cleanRuns: number;
}

/** How a case ended once. */
export interface Outcome {
  readonly hasFailed: boolean;
  readonly failedAttempts: number;
  readonly content: string | undefined;
  readonly at: number;
}

/**
 * The flakiness of a case after one more outcome.
 *
 * @param isContradicted an earlier run of the same content ended the other way
 */
export function judge(before: Flakiness | undefined, outcome: Outcome, isContradicted: boolean): Flakiness | undefined {
  const reason = reasonOf(outcome, isContradicted);
  if (reason !== undefined) {
    return { since: before?.since ?? outcome.at, reason, content: outcome.content, cleanRuns: 0 };
  }
  if (before === undefined) return undefined;
  if (outcome.hasFailed) return { ...before, cleanRuns: 0 };
  const isNewer = outcome.content !== undefined && outcome.content !== before.content;
  const cleanRuns = before.cleanRuns + (isNewer ? 1 : 0);
  return cleanRuns < cleanRunsEnough ? { ...before, cleanRuns } : undefined;
}

function reasonOf({ hasFailed, failedAttempts }: Outcome, isContradicted: boolean): string | undefined {
  if (!hasFailed && failedAttempts > 0) {
    return `passed after ${failedAttempts === 1 ? 'a failure' : `${failedAttempts} failures`} in one run`;
  }
  return isContradicted ? 'passed and failed with nothing changed' : undefined;
}
