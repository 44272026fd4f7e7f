import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StateFileError } from '../errors.ts';

/**
 * Text of a file that only its owner may read; made with random content when it is missing. Processes that race for
 * it all get the content of the one that came first: a complete file is linked into place, which fails when there is
 * one already.
 *
 * @throws {StateFileError} when the file cannot be made, is empty or is open to others.
 */
export function readOrCreatePrivateFile(file: string): string {
  try {
    if (statSync(file, { throwIfNoEntry: false }) === undefined) create(file);
    return checked(file);
  } catch (cause) {
    if (cause instanceof StateFileError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StateFileError(
      `${file} cannot be read or made: ${why}; see that there is room, and that this user can write there, or name another state_dir`,
      { cause },
    );
  }
}

function create(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  } finally {
    rmSync(draft, { force: true });
  }
}

function checked(file: string): string {
  const mode = statSync(file).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new StateFileError(`${file} can be read by others (mode ${mode.toString(8)}); run: chmod 600 ${file}`);
  }
  const text = readFileSync(file, 'utf8').trim();
  if (text === '') throw new StateFileError(`${file} is empty; delete it, it is made anew`);
  return text;
}
