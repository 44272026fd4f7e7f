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
