import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { readFlag } from '@switchgear/worktree';
import { isNamed, type MarkerRules, mayTell, statusIn } from './rules.ts';

/** As much of a file as is read, in bytes; its front matter stands in the first part. */
const headBytes = 65_536;
const matterBytes = 4096;

export interface Marker {
  /** What the file holds; of an empty one its path, and of a large one its beginning and size. */
  readonly content: string;
  /** For people. */
  readonly why: string;
}

/**
 * What makes the file a marker; undefined where nothing does. Rejects with the system's error where the file cannot be
 * read.
 */
export async function readMarker(root: string, path: string, rules: MarkerRules): Promise<Marker | undefined> {
  const named = isNamed(path, rules);
  if (!named && !mayTell(path, rules)) return undefined;
  const file = await open(join(root, path), readFlag);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(headBytes), 0, headBytes, 0);
    const status = named ? undefined : statusIn(buffer.toString('utf8', 0, Math.min(bytesRead, matterBytes)), rules);
    if (!named && status === undefined) return undefined;
    const why = named ? `${path} is a completion marker` : `${path} says status: ${status}`;
    const digest = createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex');
    return { why, content: size === 0 ? `empty:${path}` : size > headBytes ? `${digest}:${size}` : digest };
  } finally {
    await file.close();
  }
}
