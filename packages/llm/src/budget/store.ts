import type { DatabaseSync } from 'node:sqlite';

/** Texts by key that outlive the process. */
export interface Store {
  get(key: string): string | undefined;
  /** Puts what `change` makes of the value in its place, and no other process comes between; undefined changes nothing. */
  update(key: string, change: (value: string | undefined) => string | undefined): void;
}

/** The table that `sqliteStore` needs, for the schema of a database. */
export const storeSchema = 'CREATE TABLE texts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;';

/** Keeps texts in a database that has the table of `storeSchema`. Its methods throw what node:sqlite throws. */
export function sqliteStore(database: DatabaseSync): Store {
  const select = database.prepare('SELECT value FROM texts WHERE key = ?');
  const replace = database.prepare('INSERT OR REPLACE INTO texts VALUES (?, ?)');
  const get = (key: string) => select.get(key)?.['value'] as string | undefined;
  return {
    get,
    update(key, change) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const value = change(get(key));
        if (value !== undefined) replace.run(key, value);
        database.exec('COMMIT');
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
  };
}
