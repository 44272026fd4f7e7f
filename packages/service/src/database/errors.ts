export type DatabaseFault = 'unusable' | 'in_use' | 'full' | 'read_only' | 'io';

/** Why a database could not be opened or written; `unusable` means that its contents are not ours to use. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly fault: DatabaseFault;

  constructor(fault: DatabaseFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }

  static from(error: unknown): DatabaseError {
    if (error instanceof DatabaseError) return error;
    const message = error instanceof Error ? error.message : String(error);
    return new DatabaseError(faultOf(error), message, error);
  }
}

/** By SQLite's primary result code. */
const faults: ReadonlyMap<number, DatabaseFault> = new Map<number, DatabaseFault>([
  [5, 'in_use'],
  [6, 'in_use'],
  [8, 'read_only'],
  [11, 'unusable'],
  [13, 'full'],
  [26, 'unusable'],
]);

function faultOf(error: unknown): DatabaseFault {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return 'io';
  return faults.get(Number(error.errcode) & 0xff) ?? 'io';
}
