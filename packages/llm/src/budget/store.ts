import type { DatabaseSync } from 'node:sqlite';

/** Texts by key that outlive the process. */
export interface Store {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** The table that `sqliteStore` needs, for the schema of a database. */
export const storeSchema = 'CREATE TABLE texts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;';

/** Keeps texts in a database that has the table of `storeSchema`. Its methods throw what node:sqlite throws. */
export function sqliteStore(database: DatabaseSync): Store {
  const select = database.prepare('SELECT value FROM texts WHERE key = ?');
  const replace = database.prepare('INSERT OR REPLACE INTO texts VALUES (?, ?)');
  return {
    get: (key) => select.get(key)?.['value'] as string | undefined,
    set: (key, value) => {
      replace.run(key, value);
    },
  };
}
