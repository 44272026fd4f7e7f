/** How a file differs from what the ledger knew. */
export type ChangeKind = 'added' | 'modified' | 'deleted';

/** One file that has changed. Paths are relative to the root of the tree, with forward slashes, everywhere. */
export interface Change {
  readonly path: string;
  readonly kind: ChangeKind;
  /** When the ledger first noticed it, in epoch milliseconds. */
  readonly noticedAt: number;
}

/** Changes that are tested together. It is leased: whoever dies over it leaves it to the next process. */
export interface Batch {
  readonly id: number;
  readonly changes: readonly Change[];
  /** A process died over it. */
  readonly isReplay: boolean;
}

/** A test file that will run, and why. */
export interface Chosen {
  readonly test: string;
  /** For people, for example `imports src/cart.ts` or `failed last time`. */
  readonly reason: string;
}

/** What a batch makes run. */
export interface Selection {
  /** In the order in which they are best run; empty where nothing is affected. */
  readonly chosen: readonly Chosen[];
  /** Everything runs, for this reason; `chosen` then gives the order of what is known. */
  readonly everything?: string;
  /** Changed files that no test depends on, and why that is thought. */
  readonly unaffecting: readonly { readonly path: string; readonly reason: string }[];
  /** A changed file may matter to tests that do not load it: the same loaded files no longer mean the same content. */
  readonly reachesBeyondImports?: boolean;
}

/** Passes in a row, of whatever content, after which a flaky case is believed to be steady. */
export const cleanRunsEnough = 10;

export type CaseStatus = 'pass' | 'fail' | 'skip';

/** Why a case failed. */
export interface Failure {
  readonly message: string;
  /** Frames as the runner gives them, without colours. */
  readonly stack?: string;
  /** A unified diff of expected and actual, without colours. */
  readonly diff?: string;
  /** Where the assertion stands. */
  readonly file?: string;
  readonly line?: number;
}

export interface CaseResult {
  /** Path of the test file; a runner that does not know it gives the class or suite name. */
  readonly file: string;
  /** Suites and test, joined with ` > `. */
  readonly name: string;
  readonly status: CaseStatus;
  readonly durationMs: number;
  /** Present exactly when status is fail. */
  readonly failure?: Failure;
  /** It passed only after this many failures within the run, which the runner itself retried. */
  readonly failedAttempts?: number;
}

/** Why a run could not be carried out; the value of the label `error_type`. */
export type RunErrorType =
  | 'no_tests'
  | 'configuration'
  | 'unknown_format'
  | 'timeout'
  | 'output_limit'
  | 'runner_died'
  | 'runner_missing'
  | 'suite_error';

export interface RunError {
  readonly type: RunErrorType;
  /** Names the place, the fault and the remedy. */
  readonly message: string;
  /** The test file that failed outside of its cases, on import for instance; absent where it is not one alone. */
  readonly file?: string;
}

export interface RunResult {
  /** `error` means that it was not carried out in full, and outranks `fail`. */
  readonly status: 'pass' | 'fail' | 'error' | 'cancelled';
  readonly cases: readonly CaseResult[];
  readonly errors: readonly RunError[];
  readonly durationMs: number;
  /** By test file, the files of the tree that it loaded, as far as the runner knows. */
  readonly loaded: ReadonlyMap<string, readonly string[]>;
}

/** A case that is running, or a test file that is between its cases. */
export interface Underway {
  readonly file: string;
  /** For people. */
  readonly name?: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** What happens during a run, as it happens. */
export interface RunObserver {
  /** What has been running longest, as far as the runner knows; told when that changes. */
  longest?(underway: Underway | undefined): void;
  caseFinished?(result: CaseResult): void;
  fileFinished?(file: string): void;
  /** What tests and runner printed. */
  output?(text: string): void;
}

export interface RunRequest {
  /** Test files in the order wished for, or all there are. */
  readonly tests: readonly string[] | 'all';
  /** Only these cases of them, by full name; default all. */
  readonly cases?: readonly string[];
  /** Takes what the tests give for their snapshots, where the runner can. */
  readonly updatesSnapshots?: boolean;
  /** Ends the run; what has finished until then is kept. */
  readonly signal: AbortSignal;
}

/** The file that connects a test file with changes, and whether the test file itself imports one that has changed. */
export interface Dependence {
  readonly path: string;
  readonly isDirect: boolean;
}

/** A way to run tests. All runners pass one contract suite. */
export interface Runner {
  readonly name: string;
  /** All test files of the tree. */
  testFiles(): Promise<readonly string[]>;
  /** Test files that depend on the given files by imports; undefined where the runner knows no imports. */
  dependents(paths: readonly string[]): Promise<ReadonlyMap<string, Dependence> | undefined>;
  /** Tells a warm runner what has changed. A changed configuration makes it start anew. */
  changed(changes: readonly Change[]): Promise<void>;
  /** Never rejects for what a test does; one run at a time. */
  run(request: RunRequest, observer: RunObserver): Promise<RunResult>;
  /** Files whose change concerns every test: configuration, lock files. Globs. */
  readonly global: readonly string[];
  /** Names of files that tests only see by importing them; absent where the runner knows no imports. */
  readonly modules?: RegExp;
  /** It can write snapshots anew. */
  readonly updatesSnapshots?: boolean;
  close(): Promise<void>;
}

/** Names a case. */
export type CaseName = Pick<CaseResult, 'file' | 'name'>;

/** A case that has both passed and failed with nothing changed. */
export interface FlakyCase extends CaseName {
  /** For people, for example `passed after 2 failures in one run`. */
  readonly reason: string;
  /** When it was recognised, in epoch milliseconds. */
  readonly since: number;
  /** Passes in a row since it last failed; at 10 it is believed to be steady. */
  readonly cleanRuns: number;
}

/** What is known of a case from earlier runs. */
export interface TestSummary extends CaseName {
  /** Counted over the last 50 runs that did not skip it. */
  readonly runs: number;
  readonly failures: number;
  readonly isFlaky: boolean;
  /** Absent where it has only been skipped. */
  readonly p50Ms?: number;
  readonly lastStatus: CaseStatus;
}
