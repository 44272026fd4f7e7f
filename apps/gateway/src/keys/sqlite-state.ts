import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemScheduler } from './scheduler.ts';
import { StateFile, StateFileError, type StateFileFault, type StateRow } from './state-file.ts';
import type { KeyRecord, StateStore } from './state-store.ts';
import type { Scheduler } from './types.ts';

export type StateEvent =
  /** The file was not ours or damaged; it was kept under another name and a new one begun. */
  | { readonly kind: 'moved_aside'; readonly file: string; readonly movedTo: string; readonly cause: string }
  /** States are not being saved; calls go on. Reported once per change of fault. */
  | { readonly kind: 'unavailable'; readonly file: string; readonly fault: StateFileFault; readonly cause: string }
  /** States are saved again, those of the meantime included. */
  | { readonly kind: 'available'; readonly file: string }
  /** One key's record could not be read; the key starts closed. */
  | { readonly kind: 'record_discarded'; readonly provider: string; readonly keyId: string; readonly cause: string };

export interface SqliteStateOptions {
  /** Path of the file; its folder is created. */
  readonly file: string;
  readonly onEvent?: (event: StateEvent) => void;
  /** Milliseconds after which a failed write is tried again. Default 10 s. */
  readonly retryMs?: number;
  readonly scheduler?: Scheduler;
  /** Epoch milliseconds, for the name of a file that is moved aside. */
  readonly now?: () => number;
}

/**
 * Keeps key states in one SQLite file. Whatever is wrong with the file, the store works from memory and writes
 * everything as soon as it can; a second gateway on the same file is told `in_use` and saves nothing meanwhile.
 */
export function createSqliteState(options: SqliteStateOptions): StateStore {
  return new SqliteState({ onEvent: () => {}, retryMs: 10_000, scheduler: systemScheduler, now: Date.now, ...options });
}

class SqliteState implements StateStore {
  readonly #options: Required<SqliteStateOptions>;
  /** What the file should hold, as JSON by provider and key. */
  readonly #wanted = new Map<string, Map<string, string>>();
  /** Rows in which the file may differ from that. */
  readonly #unsaved = new Map<string, Set<string>>();
  #file: StateFile | undefined;
  #fault: StateFileFault | undefined;
  #cancelRetry: (() => void) | undefined;
  #closed = false;

  constructor(options: Required<SqliteStateOptions>) {
    this.#options = options;
    this.#attempt(() => {
      for (const { provider, keyId, record } of this.#open().read()) {
        if (record !== undefined) this.#rowsOf(provider).set(keyId, record);
      }
    });
  }

  load(provider: string): ReadonlyMap<string, KeyRecord> {
    const records = new Map<string, KeyRecord>();
    for (const [keyId, json] of this.#rowsOf(provider)) {
      try {
        records.set(keyId, JSON.parse(json));
      } catch (error) {
        this.#options.onEvent({ kind: 'record_discarded', provider, keyId, cause: String(error) });
      }
    }
    return records;
  }

  save(provider: string, records: ReadonlyMap<string, KeyRecord>): void {
    for (const [keyId, record] of records) this.#change({ provider, keyId, record: JSON.stringify(record) });
    this.#writeUnsaved();
  }

  forget(provider: string, configured: ReadonlySet<string>): void {
    const gone = [...this.#rowsOf(provider).keys()].filter((keyId) => !configured.has(keyId));
    for (const keyId of gone) this.#change({ provider, keyId, record: undefined });
    this.#writeUnsaved();
  }

  close(): void {
    if (this.#closed) return;
    if (this.#unsaved.size > 0) this.#attempt(() => this.#write());
    this.#cancelRetry?.();
    this.#file?.close();
    this.#file = undefined;
    this.#closed = true;
  }

  #rowsOf(provider: string): Map<string, string> {
    return entryOf(this.#wanted, provider, () => new Map());
  }

  #change({ provider, keyId, record }: StateRow): void {
    if (record === undefined) this.#rowsOf(provider).delete(keyId);
    else this.#rowsOf(provider).set(keyId, record);
    entryOf(this.#unsaved, provider, () => new Set()).add(keyId);
  }

  /** While the file is at fault only the retry touches it: calls must not wait for a disk that refuses. */
  #writeUnsaved(): void {
    if (!this.#closed && this.#fault === undefined && this.#unsaved.size > 0) this.#attempt(() => this.#write());
  }

  #write(): void {
    this.#noticeLoss();
    const rows: StateRow[] = [];
    for (const [provider, keyIds] of this.#unsaved) {
      for (const keyId of keyIds) rows.push({ provider, keyId, record: this.#rowsOf(provider).get(keyId) });
    }
    this.#open().write(rows);
    this.#unsaved.clear();
  }

  #open(): StateFile {
    if (this.#file === undefined) {
      mkdirSync(dirname(this.#options.file), { recursive: true });
      this.#file = new StateFile(this.#options.file);
    }
    return this.#file;
  }

  #attempt(work: () => void): void {
    try {
      this.#replacingUnusable(work);
    } catch (error) {
      this.#suspend(StateFileError.from(error));
      return;
    }
    if (this.#fault === undefined) return;
    this.#fault = undefined;
    this.#options.onEvent({ kind: 'available', file: this.#options.file });
  }

  #replacingUnusable(work: () => void): void {
    try {
      work();
    } catch (error) {
      const fault = StateFileError.from(error);
      if (fault.fault !== 'unusable') throw fault;
      this.#moveAside(fault);
      work();
    }
  }

  #suspend({ fault, message }: StateFileError): void {
    this.#cancelRetry?.();
    this.#cancelRetry = this.#options.scheduler.after(this.#options.retryMs, () => this.#attempt(() => this.#write()));
    if (fault === this.#fault) return;
    this.#fault = fault;
    this.#options.onEvent({ kind: 'unavailable', file: this.#options.file, fault, cause: message });
  }

  /** A file that somebody has deleted takes writes all the same, and nobody would ever read them. */
  #noticeLoss(): void {
    if (this.#file === undefined || existsSync(this.#options.file)) return;
    this.#file.close();
    this.#file = undefined;
    this.#saveAll();
  }

  #saveAll(): void {
    for (const [provider, rows] of this.#wanted) {
      for (const keyId of rows.keys()) entryOf(this.#unsaved, provider, () => new Set()).add(keyId);
    }
  }

  /** Begins anew with everything that is known; the old file stays for whoever wants to look at it. */
  #moveAside(cause: StateFileError): void {
    const { file, now, onEvent } = this.#options;
    this.#file?.close();
    this.#file = undefined;
    const movedTo = freeName(`${file}.corrupt-${new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, movedTo + suffix);
    }
    this.#saveAll();
    onEvent({ kind: 'moved_aside', file, movedTo, cause: cause.message });
  }
}

function freeName(wished: string): string {
  let name = wished;
  for (let count = 2; existsSync(name); count += 1) name = `${wished}-${count}`;
  return name;
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
