export type WorktreeErrorCode =
  | 'tree_missing'
  | 'no_repository'
  | 'git_missing'
  | 'git_refused'
  | 'git_failed'
  | 'git_timeout'
  | 'git_too_large'
  | 'no_merge_base'
  | 'coverage_unreadable'
  | 'coverage_too_large'
  | 'coverage_unknown_format'
  | 'coverage_empty'
  | 'coverage_foreign'
  | 'junit_unreadable'
  | 'junit_too_large';

/** Facts of a checkout cannot be had; the message names the place, the fault and the remedy. */
export class WorktreeError extends Error {
  override readonly name = 'WorktreeError';
  readonly code: WorktreeErrorCode;

  constructor(code: WorktreeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` of a system error such as ENOENT; `undefined` for anything else. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What went wrong in one line, also for what is thrown without being an Error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
