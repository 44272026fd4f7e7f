import { existsSync, renameSync } from 'node:fs';
import { DatabaseError, type DatabaseFault } from '@switchgear/service';
import { systemScheduler } from './scheduler.ts';
import { StateFile, type StateRow } from './state-file.ts';
import type { KeyRecord, StateStore } from './state-store.ts';
import type { Scheduler } from './types.ts';

export type StateEvent =
  /** The file was not ours or damaged; it was kept under another name and a new one begun. */
  | { readonly kind: 'moved_aside'; readonly file: string; readonly movedTo: string; readonly cause: string }
  /** States are not being saved; calls go on. Reported once per change of fault. */
  | { readonly kind: 'unavailable'; readonly file: string; readonly fault: DatabaseFault; readonly cause: string }
  /** States are saved again, those of the meantime included. */
  | { readonly kind: 'available'; readonly file: string }
  /** One key's record could not be read; the key starts closed. */
  | { readonly kind: 'record_discarded'; readonly provider: string; readonly keyId: string; readonly cause: string };

/** Milliseconds after which a failed write is tried again. */
const retryMs = 10_000;

export interface SqliteStateOptions {
  /** Path of the file; its folder is created. */
  readonly file: string;
  readonly onEvent?: (event: StateEvent) => void;
  readonly scheduler?: Scheduler;
  /** Epoch milliseconds, for the name of a file that is moved aside. */
  readonly now?: () => number;
}

/**
 * Keeps key states in one SQLite file. Whatever is wrong with the file, the store works from memory and writes
 * everything as soon as it can; a second gateway on the same file is told `in_use` and saves nothing meanwhile.
 */
export function createSqliteState(options: SqliteStateOptions): StateStore {
  const { file: path, onEvent = () => {}, scheduler = systemScheduler, now = Date.now } = options;
  /** What the file should hold, by provider and key. */
  const wanted = new Map<string, StateRow>();
  /** Rows in which the file may differ from that. */
  const unsaved = new Map<string, StateRow>();
  let file: StateFile | undefined;
  let lastFault: DatabaseFault | undefined;
  let cancelRetry = () => {};
  let closed = false;

  const rowsOf = (provider: string) => [...wanted.values()].filter((row) => row.provider === provider);

  function change(row: StateRow): void {
    const id = idOf(row);
    if (row.record === undefined) wanted.delete(id);
    else wanted.set(id, row);
    unsaved.set(id, row);
  }

  /** While the file is at fault only the retry touches it: calls must not wait for a disk that refuses. */
  function writeUnsaved(): void {
    if (!closed && lastFault === undefined && unsaved.size > 0) attempt(write);
  }

  function write(): void {
    noticeLoss();
    open().write(unsaved.values());
    unsaved.clear();
  }

  function open(): StateFile {
    file ??= new StateFile(path);
    return file;
  }

  function attempt(work: () => void): void {
    try {
      replacingUnusable(work);
    } catch (error) {
      suspend(DatabaseError.from(error));
      return;
    }
    if (lastFault === undefined) return;
    lastFault = undefined;
    onEvent({ kind: 'available', file: path });
  }

  function replacingUnusable(work: () => void): void {
    try {
      work();
    } catch (error) {
      const fault = DatabaseError.from(error);
      if (fault.fault !== 'unusable') throw fault;
      moveAside(fault);
      work();
    }
  }

  function suspend({ fault, message }: DatabaseError): void {
    cancelRetry();
    cancelRetry = scheduler.after(retryMs, () => attempt(write));
    if (fault === lastFault) return;
    lastFault = fault;
    onEvent({ kind: 'unavailable', file: path, fault, cause: message });
  }

  /** A file that somebody has deleted takes writes all the same, and nobody would ever read them. */
  function noticeLoss(): void {
    if (file !== undefined && !existsSync(path)) beginAnew();
  }

  /** Lets go of the file and saves everything that is known into another. */
  function beginAnew(): void {
    file?.close();
    file = undefined;
    for (const [id, row] of wanted) unsaved.set(id, row);
  }

  /** The old file stays for whoever wants to look at it. */
  function moveAside(cause: DatabaseError): void {
    beginAnew();
    const movedTo = freeName(`${path}.corrupt-${new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, movedTo + suffix);
    }
    onEvent({ kind: 'moved_aside', file: path, movedTo, cause: cause.message });
  }

  attempt(() => {
    for (const row of open().read()) wanted.set(idOf(row), row);
  });

  return {
    load(provider) {
      const records = new Map<string, KeyRecord>();
      for (const { keyId, record } of rowsOf(provider)) {
        try {
          records.set(keyId, JSON.parse(record ?? ''));
        } catch (error) {
          onEvent({ kind: 'record_discarded', provider, keyId, cause: String(error) });
        }
      }
      return records;
    },
    save(provider, records) {
      for (const [keyId, record] of records) change({ provider, keyId, record: JSON.stringify(record) });
      writeUnsaved();
    },
    forget(provider, configured) {
      for (const { keyId } of rowsOf(provider)) {
        if (!configured.has(keyId)) change({ provider, keyId, record: undefined });
      }
      writeUnsaved();
    },
    close() {
      if (closed) return;
      if (unsaved.size > 0) attempt(write);
      cancelRetry();
      file?.close();
      file = undefined;
      closed = true;
    },
  };
}

function freeName(wished: string): string {
  let name = wished;
  for (let count = 2; existsSync(name); count += 1) name = `${wished}-${count}`;
  return name;
}

function idOf({ provider, keyId }: StateRow): string {
  return JSON.stringify([provider, keyId]);
}
