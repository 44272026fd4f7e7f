import { WorktreeError } from '@switchgear/worktree';
import type { LedgerFault, LedgerFaultType } from './protocol.ts';

/** By SQLite's primary result code. */
const databaseFaults: ReadonlyMap<number, readonly [type: LedgerFaultType, remedy: string]> = new Map([
  [8, ['ledger_read_only', 'Give this user write access to its folder']],
  // Also what it says of some full disks.
  [10, ['ledger_failed', 'See that there is room on its file system']],
  [11, ['ledger_damaged', 'Start the watcher anew: it puts the file aside']],
  [13, ['ledger_full', 'Make room on its file system']],
  [26, ['ledger_damaged', 'Start the watcher anew: it puts the file aside']],
]);

/**
 * Trouble that may pass, and after which the next sweep finds whatever is missing.
 *
 * @throws what is a fault of the program
 */
export function faultOf(file: string, error: unknown): LedgerFault {
  if (error instanceof WorktreeError) return { type: 'tree_missing', message: error.message };
  if (!(error instanceof Error)) throw error;
  if ('errcode' in error) {
    const [type, remedy] = databaseFaults.get(Number(error.errcode) & 0xff) ?? ['ledger_failed', 'It is tried again'];
    return { type, message: `${file} cannot be written: ${error.message}. ${remedy}; no change is lost meanwhile` };
  }
  if (!('code' in error)) throw error;
  return { type: 'tree_unreadable', message: `the tree cannot be read: ${error.message}. It is tried again` };
}
