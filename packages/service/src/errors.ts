export type ServiceErrorCode =
  | 'port_in_use'
  | 'port_forbidden'
  | 'address_unavailable'
  | 'listen_failed'
  | 'not_startable'
  | 'duplicate_check'
  | 'bad_log_level'
  | 'timeout';

/** A program cannot be started or stopped as asked; the message says what to do. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ServiceErrorCode;

  constructor(code: ServiceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` of a system error such as EADDRINUSE; `undefined` for anything else. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What went wrong in one line, also for what is thrown without being an Error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
