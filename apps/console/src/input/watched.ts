import { type Stats, statSync } from 'node:fs';

/** Reads files again when they have changed, and keeps what was made of them until then. */
export class WatchedFiles<T> {
  readonly #read: (path: string, bytes: number) => T;
  readonly #known = new Map<string, { readonly version: string; readonly value: T }>();

  constructor(read: (path: string, bytes: number) => T) {
    this.#read = read;
  }

  /** Undefined when there is no such file, or none that this user may look for. */
  read(path: string): T | undefined {
    const stats = statsOf(path);
    if (!stats?.isFile()) return undefined;
    // A file that was replaced has another inode, however coarse the clock of the file system is.
    const version = `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
    const known = this.#known.get(path);
    if (known?.version === version) return known.value;
    const value = this.#read(path, stats.size);
    this.#known.set(path, { version, value });
    return value;
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
