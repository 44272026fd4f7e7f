import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseError } from './errors.ts';

export interface DatabaseOptions {
  /** Path of the file; its folder is created. */
  readonly file: string;
  /** Four bytes that mark the file as this program's, by SQLite's `application_id`. */
  readonly applicationId: number;
  /** Raised whenever `schema` changes; a file of another version is refused. */
  readonly schemaVersion: number;
  /** Statements that make the tables of a new file. */
  readonly schema: string;
  /** Holds the file alone until it is closed or the process dies, so that a second one is told `in_use`. */
  readonly exclusive?: boolean;
  /** How long a statement waits for another connection, in milliseconds; default 5000, 0 when `exclusive`. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a SQLite file of ours, and makes it where there is none. What is committed survives the death of the process;
 * only a power cut may cost the last commits, and never the file.
 *
 * @throws DatabaseError
 */
export function openDatabase(options: DatabaseOptions): DatabaseSync {
  const { file, exclusive = false, busyTimeoutMs = exclusive ? 0 : 5000 } = options;
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new DatabaseSync(file, { timeout: busyTimeoutMs });
    prepare(database, options);
    return database;
  } catch (error) {
    database?.close();
    throw DatabaseError.from(error);
  }
}

/** Runs `work` in one transaction: all or nothing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function prepare(database: DatabaseSync, options: DatabaseOptions): void {
  // Held from the first transaction until the file is closed; needs no shared-memory file.
  if (options.exclusive) database.exec('PRAGMA locking_mode = EXCLUSIVE');
  // Before anything is written: a file of somebody else stays as it is.
  if (!isEmpty(database)) requireOurs(database, options);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  inTransaction(database, () => {
    if (!isEmpty(database)) return;
    database.exec(options.schema);
    database.exec(`PRAGMA application_id = ${options.applicationId}`);
    database.exec(`PRAGMA user_version = ${options.schemaVersion}`);
  });
}

function isEmpty(database: DatabaseSync): boolean {
  return number(database, 'SELECT count(*) FROM sqlite_schema') === 0;
}

function requireOurs(database: DatabaseSync, { applicationId, schemaVersion }: DatabaseOptions): void {
  if (number(database, 'PRAGMA application_id') !== applicationId) {
    throw new DatabaseError('unusable', 'it is the database of another program');
  }
  const version = number(database, 'PRAGMA user_version');
  if (version !== schemaVersion) {
    throw new DatabaseError('unusable', `it has schema version ${version}; this program writes ${schemaVersion}`);
  }
  const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (check !== 'ok') throw new DatabaseError('unusable', `its contents are damaged: ${String(check)}`);
}

function number(database: DatabaseSync, query: string): number {
  const [value] = Object.values(database.prepare(query).get() ?? {});
  return Number(value);
}
