/** Why the whole tree is compared with the ledger. */
export type SweepReason = 'start' | 'stall' | 'git' | 'periodic' | 'overflow' | 'manual';

/** A place where something may have happened; relative to the root, `''` for the root itself. */
export interface Hint {
  readonly path: string;
  /** A file is looked at alone, a directory with all that is below it. */
  readonly kind: 'file' | 'directory';
}

export type LedgerFaultType =
  | 'tree_missing'
  | 'tree_unreadable'
  | 'watch_limit'
  | 'watch_overflow'
  | 'ledger_damaged'
  | 'ledger_full'
  | 'ledger_read_only'
  | 'ledger_failed'
  | 'ledger_died';

/** Trouble of the ledger. Nothing is lost by it: what could not be stored is found again by the next sweep. */
export interface LedgerFault {
  /** The value of the label `error_type`. */
  readonly type: LedgerFaultType;
  /** Names the place, the fault and the remedy. */
  readonly message: string;
}

/** What came of a look or a sweep. */
export interface SweepOutcome {
  /** Changes that went into the queue; of the first sweep of a tree none, which is what all others compare with. */
  readonly changes: number;
  /** Of these, the changes that no hint has named: the sweep alone has found them. */
  readonly recovered: number;
  /** Files looked at. */
  readonly files: number;
  readonly durationMs: number;
  /** Grows with every change of content in the tree. */
  readonly version: number;
  /** False after a fault, which was told; the next sweep finds the rest. */
  readonly isComplete: boolean;
}

/** What the worker has found. */
export interface Findings {
  /** Paths of the changes that went into the queue; of a baseline none. */
  readonly changed: readonly string[];
  readonly files: number;
  readonly version: number;
}

export type Task = { readonly do: 'sweep' } | { readonly do: 'look'; readonly hints: readonly Hint[] };
export type Request = Task & { readonly id: number };

/** What the worker says. An answer without findings follows a fault. */
export type Report = { readonly id: number; readonly findings: Findings | undefined } | { readonly fault: LedgerFault };

/** What the worker is started with. */
export interface Assignment {
  readonly file: string;
  /** The tree as it was named. */
  readonly path: string;
  /** Without symbolic links. */
  readonly root: string;
  readonly ignores: readonly string[];
}
