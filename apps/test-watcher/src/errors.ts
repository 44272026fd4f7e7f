import type { LedgerFaultType } from './ledger/protocol.ts';
import type { RunErrorType } from './model.ts';

/** What went wrong, stable across releases; also the value of the label `error_type`. */
export type TestWatcherErrorCode = RunErrorType | LedgerFaultType | 'runner_busy' | 'tree_held' | 'report_unwritten';

/** A fault of the tree, its tests or this machine; the message names the place and the remedy. */
export class TestWatcherError extends Error {
  override readonly name = 'TestWatcherError';
  readonly code: TestWatcherErrorCode;

  constructor(code: TestWatcherErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
