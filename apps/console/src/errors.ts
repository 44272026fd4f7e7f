/** Stable codes of {@link ConsoleError}, each with the status of its answer. */
const statuses = {
  bad_request: 400,
  foreign_form: 403,
  not_passed_on: 404,
  read_only: 405,
  disk_unwritable: 500,
  site_not_built: 500,
  alertmanager_failed: 502,
  answer_too_large: 502,
  busy: 503,
  upstream_failed: 502,
  disk_full: 507,
} as const;

export type ConsoleErrorCode = keyof typeof statuses;

/** The console cannot do what it was asked; the message says what to do. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError';
  readonly code: ConsoleErrorCode;

  constructor(code: ConsoleErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get status(): number {
    return statuses[this.code];
  }
}

/** The `code` of a system error such as ENOSPC, else its text. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
