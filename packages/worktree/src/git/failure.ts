import { systemCode, WorktreeError, type WorktreeErrorCode } from '../errors.ts';

interface Known {
  readonly says: RegExp;
  readonly code: WorktreeErrorCode;
  readonly message: (folder: string, said: string) => string;
}

const known: readonly Known[] = [
  {
    says: /dubious ownership|unsafe repository/,
    code: 'git_refused',
    message: (folder, said) =>
      `git refuses ${folder} because it belongs to another user. If you trust it: ` +
      `git config --global --add safe.directory '${/repository at '(.+?)'/.exec(said)?.[1] ?? folder}'`,
  },
  {
    says: /not a git repository|must be run in a work tree/,
    code: 'no_repository',
    message: (folder) => `${folder} is in no working tree of git. Name one, or: git init`,
  },
  {
    says: /cannot change to .*: (No such file|Not a directory)/,
    code: 'tree_missing',
    message: (folder) => `The tree ${folder} does not exist. Bring it back, or name another folder`,
  },
];

/** What git's refusal means. */
export function gitFailure(folder: string, command: string, status: number, said: string): WorktreeError {
  const match = known.find(({ says }) => says.test(said));
  if (match) return new WorktreeError(match.code, match.message(folder, said));
  const reason = said.trim().replaceAll('\n', '; ') || 'without a reason';
  return new WorktreeError('git_failed', `git ${command} in ${folder} failed with status ${status}: ${reason}`);
}

/** Why git could not even be started. */
export function startFailure(folder: string, error: unknown): WorktreeError {
  if (error instanceof WorktreeError) return error;
  if (systemCode(error) === 'ENOENT') {
    return new WorktreeError('git_missing', 'There is no git on the PATH. Install it, or go without git', {
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new WorktreeError('git_failed', `git cannot be run in ${folder}: ${reason}`, { cause: error });
}
