export interface JunitCase {
  /** As the report gives it, of the case or its suite; many runners give it as `className` or `suite` instead. */
  readonly file?: string;
  readonly className?: string;
  /** Names of the suites around it, joined with ` > `; empty where there is none. */
  readonly suite: string;
  readonly name: string;
  readonly status: 'pass' | 'fail' | 'skip';
  readonly durationMs: number;
  /** What failed, or why it was skipped; without colours. */
  readonly message?: string;
  /** What the runner says of the failure in full; without colours. */
  readonly stack?: string;
  /** What the test printed, as far as the report has it: the first 100,000 characters. */
  readonly output?: string;
}

/** A suite that could not run as a whole. */
export interface JunitError {
  readonly suite: string;
  readonly message: string;
}

export interface JunitReport {
  readonly cases: readonly JunitCase[];
  readonly errors: readonly JunitError[];
}
