import type { auditErrorTypes, auditTriggers } from '@switchgear/telemetry';

export type Trigger = (typeof auditTriggers)[number];

/** Why an audit is wanted. Paths are relative to the root of the tree, with forward slashes, everywhere. */
export interface Reason {
  readonly trigger: Trigger;
  /** The same key asks only once, for ever: content of a marker, commit, idempotency key, slot of the schedule. */
  readonly key: string;
  /** For people, for example `docs/PHASE_2.md says that something is complete`. */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Why a report of coverage, or a part of an audit, is not to be used; the value of the label `error_type`. */
export type AuditErrorType = (typeof auditErrorTypes)[number];

/** Something of an audit that could not be done; it stands in the report. */
export interface Fault {
  readonly type: AuditErrorType;
  /** Names the place, the fault and the remedy. */
  readonly message: string;
  /** With `coverage_command`: the tests came to their end, and some of them failed. */
  readonly testsFailed?: true;
}

/** How many cases of a test file ran, and how many were skipped. */
export interface TestFileRun {
  readonly path: string;
  readonly ran: number;
  readonly skipped: number;
}

/** Coverage in numbers of executable lines. */
export interface LineCount {
  readonly covered: number;
  readonly executable: number;
}

/** A number with where it comes from. */
export interface Sourced<T> {
  readonly value: T;
  /** The tool and its input, for example `istanbul, coverage/coverage-final.json`. */
  readonly source: string;
}

export interface FileCoverage extends LineCount {
  readonly path: string;
}

/** A file before and after; absent where there was or is none. */
export interface FileMove {
  readonly path: string;
  readonly before?: LineCount;
  readonly after?: LineCount;
}

/** The last coverage that was found whole and fresh. */
export interface Published extends Pick<CoverageSection, 'lines' | 'percent' | 'files' | 'testRuns' | 'commit'> {
  /** When the audit finished, in epoch milliseconds. */
  readonly at: number;
}

/** A point of the trend. */
export interface TrendPoint {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly percent: number;
  readonly commit?: string;
}

export interface CoverageSection {
  readonly lines: Sourced<LineCount>;
  /** 0 to 100; the percentage that is published. */
  readonly percent: number;
  /** Against the audit before; absent in the first one. */
  readonly changePoints?: number;
  /** Worst first. */
  readonly files: readonly FileCoverage[];
  /** Files whose numbers differ from those of the audit before, the most changed first; absent in the first one. */
  readonly moved?: readonly FileMove[];
  /** Test files that ran, where JUnit XML of the same run names them. */
  readonly testRuns?: readonly TestFileRun[];
  /** What the numbers were measured on. */
  readonly commit?: string;
  /** Working tree had changes that are not in `commit`. */
  readonly dirty?: boolean;
}

/** Changed executable lines against a named merge base. */
export interface PatchSection {
  /** As configured, for example `origin/main`. */
  readonly against: string;
  readonly mergeBase: string;
  readonly lines: Sourced<LineCount>;
  /** Those that no test ran, as line numbers in ascending order. */
  readonly uncovered: readonly { readonly path: string; readonly lines: readonly number[] }[];
  /** Changed sources that no report speaks of, so that nobody knows whether a test runs them. */
  readonly unmeasured: readonly string[];
}

export interface TestFacts {
  /** Of the coverage run, where JUnit XML tells; a suite that could not run counts as one that failed. */
  readonly counts?: { readonly passed: number; readonly failed: number; readonly skipped: number };
  readonly slowest: readonly { readonly file: string; readonly name: string; readonly durationMs: number }[];
  readonly flaky: readonly { readonly file: string; readonly name: string; readonly detail: string }[];
}

export interface CommitFact {
  readonly id: string;
  readonly subject: string;
  readonly author: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One finished audit: the whole content of its report. Without LLM comments it is complete. */
export interface Audit {
  readonly id: string;
  readonly root: string;
  readonly reasons: readonly Reason[];
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Absent where the tree has no git. */
  readonly commit?: string;
  readonly branch?: string;
  /** Working tree had changes that are not in `commit`. */
  readonly dirty?: boolean;
  /** The audit before; absent in the first one. */
  readonly previous?: string;
  readonly coverage?: CoverageSection;
  readonly patch?: PatchSection;
  /** Test results of the coverage run and of TestWatcher, as far as there are any. */
  readonly tests?: Sourced<TestFacts>;
  /** Since the audit before. */
  readonly commits: readonly CommitFact[];
  readonly faults: readonly Fault[];
}

/** An audit in a list. */
export interface AuditSummary {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly commit?: string;
  /** Absent where no coverage was published. */
  readonly percent?: number;
  readonly triggers: readonly Trigger[];
  /** Texts of the first ones. */
  readonly reasons: readonly string[];
  /** How many things could not be done. */
  readonly faults: number;
}

/** What coverage must reach. A bar that is absent is not asked for. */
export interface Minimums {
  /** 0 to 100, of all executable lines. */
  readonly minimumPercent?: number;
  /** 0 to 100, of the executable lines changed since the merge base. */
  readonly minimumPatchPercent?: number;
}

/** What a language model says about an audit; set apart from everything else. */
export interface Comments {
  readonly model: string;
  readonly text: string;
  /** Files and lines it names that do not exist, so that readers know. */
  readonly doubts: readonly string[];
}
