import { hash } from 'node:crypto';
import { constants, readFileSync } from 'node:fs';

/** Larger files are told apart by their stats alone: they are no sources, and reading them takes long. */
const maxHashedBytes = 4 * 1024 * 1024;

/** Not blocking, for a file that has become a pipe since it was looked at. */
const flag = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A digest of what is in a file; undefined where it is too large or cannot be read. */
export function digestOf(file: string, size: number): string | undefined {
  if (size > maxHashedBytes) return undefined;
  try {
    return hash('sha1', readFileSync(file, { flag }));
  } catch {
    // Gone or forbidden: the stats, which were had, say all that can be known.
    return undefined;
  }
}
