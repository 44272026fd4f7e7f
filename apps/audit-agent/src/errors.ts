import { guardDatabase, messageOf } from '@switchgear/service';
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
    return guardDatabase(file, work);
  } catch (cause) {
    throw new AuditError('state', messageOf(cause), { cause });
  }
}
