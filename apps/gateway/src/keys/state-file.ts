import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction, openDatabase } from '@switchgear/service';

const schema = `
  CREATE TABLE key_state (
    provider TEXT NOT NULL,
    key_id TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (provider, key_id)
  ) WITHOUT ROWID;
`;

export interface StateRow {
  readonly provider: string;
  readonly keyId: string;
  /** JSON; undefined deletes the row. */
  readonly record: string | undefined;
}

/**
 * The SQLite file under the state store. Held alone, so that two gateways cannot write over each other's states. Throws
 * DatabaseError from the constructor, and what SQLite throws.
 */
export class StateFile {
  readonly #database: DatabaseSync;
  readonly #upsert: StatementSync;
  readonly #delete: StatementSync;

  constructor(file: string) {
    // 'SWGR'
    this.#database = openDatabase({ file, applicationId: 0x53574752, schemaVersion: 1, schema, exclusive: true });
    this.#upsert = this.#database.prepare(
      'INSERT INTO key_state VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record',
    );
    this.#delete = this.#database.prepare('DELETE FROM key_state WHERE provider = ? AND key_id = ?');
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
    inTransaction(this.#database, () => {
      for (const { provider, keyId, record } of rows) {
        if (record === undefined) this.#delete.run(provider, keyId);
        else this.#upsert.run(provider, keyId, record);
      }
    });
  }

  close(): void {
    this.#database.close();
  }
}
