import { DatabaseError, type DatabaseFault } from '@switchgear/service';
import type { AuditErrorType } from './model.ts';

/** Something that the agent cannot do; the message names the place, the fault and the remedy. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
  readonly code: AuditErrorType;

  constructor(code: AuditErrorType, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Works on a database file of the agent's state.
 *
 * @throws AuditError `state`, which names the file and the remedy, for whatever SQLite throws
 */
export function guardState<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const cause = DatabaseError.from(error);
    throw new AuditError('state', `${file}: ${cause.message}; ${remedies[cause.fault]}`, { cause });
  }
}

const remedies: Readonly<Record<DatabaseFault, string>> = {
  in_use: 'another audit agent works on this tree: stop it, or give this one a state folder of its own',
  full: 'make room on the disk; what could not be stored is tried again',
  read_only: 'make the state folder writable',
  unusable: 'move the file away; the agent then begins anew and takes what it finds for history',
  io: 'see that there is room, and that this user can write there, or name another state_dir',
};
