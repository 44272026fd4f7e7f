import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFlag } from '@switchgear/worktree';

/** Larger files are told apart by their stats alone: they are no sources, and reading them takes long. */
const maxHashedBytes = 4 * 1024 * 1024;

/** A digest of what is in a file; undefined where it is too large or cannot be read. */
export function digestOf(file: string, size: number): string | undefined {
  if (size > maxHashedBytes) return undefined;
  try {
    return hash('sha1', readFileSync(file, { flag: readFlag }));
  } catch {
    // Gone or forbidden: the stats, which were had, say all that can be known.
    return undefined;
  }
}
