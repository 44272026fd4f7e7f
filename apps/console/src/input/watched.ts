import { readFileSync, statSync } from 'node:fs';
import type { Logger } from '@switchgear/service';

/** Reads files again when they have changed, and keeps what was made of them until then. */
export class WatchedFiles<T> {
  readonly #parse: (text: string, path: string) => T;
  readonly #logger: Logger;
  readonly #known = new Map<string, { readonly version: string; readonly value: T | undefined }>();

  /** @param parse throws when the text makes no sense */
  constructor(parse: (text: string, path: string) => T, logger: Logger) {
    this.#parse = parse;
    this.#logger = logger;
  }

  /** Undefined when the file is missing or makes no sense, the latter with a line in the log. */
  read(path: string): T | undefined {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    // A file that was replaced has another inode, however coarse the clock of the file system is.
    const version = `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
    const known = this.#known.get(path);
    if (known?.version === version) return known.value;
    const value = this.#load(path);
    this.#known.set(path, { version, value });
    return value;
  }

  #load(path: string): T | undefined {
    try {
      return this.#parse(readFileSync(path, 'utf8'), path);
    } catch (error) {
      this.#logger.warn({ err: error, path }, `${path} cannot be used; npx switchgear up writes it anew`);
      return undefined;
    }
  }
}
