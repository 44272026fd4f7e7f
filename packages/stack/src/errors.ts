/** What went wrong, stable across releases. */
export type StackErrorCode =
  | 'binaries_missing'
  | 'apt_failed'
  | 'unpack_failed'
  | 'cache_unwritable'
  | 'state_unwritable';

/** A fault of the machine or the network, with the remedy in its message. */
export class StackError extends Error {
  readonly code: StackErrorCode;

  constructor(code: StackErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StackError';
    this.code = code;
  }
}
