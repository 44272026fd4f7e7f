import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** 'SWGR': marks a SQLite file as ours. */
const applicationId = 0x53574752;
const schemaVersion = 1;

const schema = `
  CREATE TABLE key_state (
    provider TEXT NOT NULL,
    key_id TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (provider, key_id)
  ) WITHOUT ROWID;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`;

export type StateFileFault = 'unusable' | 'in_use' | 'full' | 'read_only' | 'io';

/** Why the state file could not be opened or written; `unusable` means that its contents are not ours to use. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';
  readonly fault: StateFileFault;

  constructor(fault: StateFileFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }

  static from(error: unknown): StateFileError {
    if (error instanceof StateFileError) return error;
    const message = error instanceof Error ? error.message : String(error);
    return new StateFileError(faultOf(error), message, error);
  }
}

export interface StateRow {
  readonly provider: string;
  readonly keyId: string;
  /** JSON; undefined deletes the row. */
  readonly record: string | undefined;
}

/**
 * The SQLite file under the state store. Held with an exclusive lock, which dies with the process, so that two gateways
 * cannot write over each other's states. Throws StateFileError for contents that are not ours, and what SQLite throws.
 */
export class StateFile {
  readonly #database: DatabaseSync;
  readonly #upsert: StatementSync;
  readonly #delete: StatementSync;

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { timeout: 0 });
    try {
      prepareFile(this.#database);
      this.#upsert = this.#database.prepare(
        'INSERT INTO key_state VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record',
      );
      this.#delete = this.#database.prepare('DELETE FROM key_state WHERE provider = ? AND key_id = ?');
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  read(): StateRow[] {
    const rows = this.#database.prepare('SELECT provider, key_id, record FROM key_state').all();
    return rows.map((row) => ({
      provider: String(row['provider']),
      keyId: String(row['key_id']),
      record: String(row['record']),
    }));
  }

  /** All or nothing. */
  write(rows: Iterable<StateRow>): void {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { provider, keyId, record } of rows) {
        if (record === undefined) this.#delete.run(provider, keyId);
        else this.#upsert.run(provider, keyId, record);
      }
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }
}

function prepareFile(database: DatabaseSync): void {
  // Held from the first transaction until the file is closed; needs no shared-memory file.
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  const isNew = number(database, 'SELECT count(*) FROM sqlite_schema') === 0;
  if (!isNew) requireOurs(database);
  database.exec('PRAGMA journal_mode = WAL');
  // Survives the death of the process; only a power cut may cost the last moves, and never the file.
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec('BEGIN IMMEDIATE');
  if (isNew) database.exec(schema);
  database.exec('COMMIT');
}

function requireOurs(database: DatabaseSync): void {
  if (number(database, 'PRAGMA application_id') !== applicationId) {
    throw new StateFileError('unusable', 'it is the database of another program');
  }
  const version = number(database, 'PRAGMA user_version');
  if (version !== schemaVersion) {
    throw new StateFileError('unusable', `it has schema version ${version}; this program writes ${schemaVersion}`);
  }
  const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (check !== 'ok') throw new StateFileError('unusable', `its contents are damaged: ${String(check)}`);
}

function number(database: DatabaseSync, query: string): number {
  const [value] = Object.values(database.prepare(query).get() ?? {});
  return Number(value);
}

/** By SQLite's primary result code. */
const faults: ReadonlyMap<number, StateFileFault> = new Map<number, StateFileFault>([
  [5, 'in_use'],
  [6, 'in_use'],
  [8, 'read_only'],
  [11, 'unusable'],
  [13, 'full'],
  [26, 'unusable'],
]);

function faultOf(error: unknown): StateFileFault {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return 'io';
  return faults.get(Number(error.errcode) & 0xff) ?? 'io';
}
