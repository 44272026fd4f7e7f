/** What went wrong, stable across releases. */
export type DrillErrorCode =
  | 'bad_world'
  | 'bad_rules'
  | 'unknown_alert'
  | 'start_failed'
  | 'command_failed'
  | 'request_failed'
  | 'timeout'
  | 'interrupted';

/** The drill itself could not be carried out; what is wrong with alerts stands in its report instead. */
export class DrillError extends Error {
  readonly code: DrillErrorCode;

  constructor(code: DrillErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DrillError';
    this.code = code;
  }
}
