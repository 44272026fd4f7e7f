import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isNamed, type MarkerRules, mayTell, statusIn } from './rules.ts';

/** As much of a file as is read for its front matter, in bytes. */
const headBytes = 4096;

export interface Marker {
  /** What the file holds; of an empty one its path. */
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
  // Never waits, whatever has taken the place of the file.
  const file = await open(join(root, path), constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = named ? undefined : statusIn(await headOf(file), rules);
    if (!named && status === undefined) return undefined;
    const why = named ? `${path} is a completion marker` : `${path} says status: ${status}`;
    return { why, content: await contentOf(file, path) };
  } finally {
    await file.close();
  }
}

async function headOf(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return buffer.toString('utf8', 0, bytesRead);
}

async function contentOf(file: FileHandle, path: string): Promise<string> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
    hash.update(chunk);
    size += chunk.length;
  }
  return size === 0 ? `empty:${path}` : hash.digest('hex');
}
