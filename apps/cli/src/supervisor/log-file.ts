import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface LogFileOptions {
  /** Days for which old logs are kept. Default: 7 */
  readonly keepDays?: number;
  /** A file that reaches this size is put aside before its day is over. Default: 50 MB */
  readonly maxBytes?: number;
  /** Epoch milliseconds. Default: Date.now */
  readonly now?: () => number;
}

interface OpenFile {
  readonly descriptor: number;
  /** Day of its lines, as 2026-01-31 (UTC). */
  readonly day: string;
  bytes: number;
}

const dayMs = 86_400_000;

/** A log that starts a new file every day (UTC) and removes the old ones. */
export class LogFile {
  readonly path: string;
  readonly #keepDays: number;
  readonly #maxBytes: number;
  readonly #now: () => number;
  #file: OpenFile | undefined;
  #lost = 0;

  constructor(path: string, { keepDays = 7, maxBytes = 50_000_000, now = Date.now }: LogFileOptions = {}) {
    this.path = path;
    this.#keepDays = keepDays;
    this.#maxBytes = maxBytes;
    this.#now = now;
  }

  /** Never throws: a full disk costs lines of the log, not the program that wrote them, nor the others. */
  write(text: string | Buffer): void {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    try {
      const file = this.#current();
      if (this.#lost > 0) writeSync(file.descriptor, `[${this.#lost} bytes could not be written here]\n`);
      this.#lost = 0;
      writeSync(file.descriptor, bytes);
      file.bytes += bytes.length;
    } catch {
      this.#lost += bytes.length;
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file.descriptor);
    this.#file = undefined;
  }

  #current(): OpenFile {
    const today = dayOf(this.#now());
    this.#file ??= this.#open(today);
    if (this.#file.day === today && this.#file.bytes < this.#maxBytes) return this.#file;
    const { day } = this.#file;
    this.close();
    this.#putAside(day);
    this.#removeOld();
    this.#file = this.#open(today);
    return this.#file;
  }

  #open(today: string): OpenFile {
    mkdirSync(dirname(this.path), { recursive: true });
    const existing = statSync(this.path, { throwIfNoEntry: false });
    const day = existing === undefined ? today : dayOf(existing.mtimeMs);
    return { descriptor: openSync(this.path, 'a'), day, bytes: existing?.size ?? 0 };
  }

  #putAside(day: string): void {
    const stem = this.path.replace(/\.log$/, '');
    let part = 0;
    const target = () => `${stem}.${day}${part === 0 ? '' : `-${part}`}.log`;
    while (statSync(target(), { throwIfNoEntry: false }) !== undefined) part += 1;
    renameSync(this.path, target());
  }

  #removeOld(): void {
    const folder = dirname(this.path);
    const prefix = `${basename(this.path, '.log')}.`;
    const oldest = dayOf(this.#now() - this.#keepDays * dayMs);
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(prefix)) continue;
      const day = /^(\d{4}-\d{2}-\d{2})(?:-\d+)?\.log$/.exec(name.slice(prefix.length))?.[1];
      if (day !== undefined && day < oldest) rmSync(join(folder, name));
    }
  }
}

function dayOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
