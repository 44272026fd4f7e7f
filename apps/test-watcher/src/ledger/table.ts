import type { DatabaseSync } from 'node:sqlite';

/** What the ledger knows of a file. */
export interface Entry {
  readonly stamp: string;
  /** Of the content, where it has been read. */
  readonly digest: string | undefined;
  readonly isRacy: boolean;
}

/** The files of the tree as they were last seen, by folder. */
export interface Table {
  entry(folder: string, name: string): Entry | undefined;
  /** By name. */
  entriesOf(folder: string): Map<string, Entry>;
  /** The folder itself and all that are below it, if they hold files; all folders for `''`. */
  foldersIn(folder: string): string[];
  put(folder: string, name: string, entry: Entry): void;
  remove(folder: string, name: string): void;
}

export function createTable(database: DatabaseSync): Table {
  const one = database.prepare('SELECT stamp, hash, is_racy FROM files WHERE folder = ? AND name = ?');
  const some = database.prepare('SELECT name, stamp, hash, is_racy FROM files WHERE folder = ?');
  const every = database.prepare('SELECT DISTINCT folder FROM files');
  // '0' is the character behind '/'.
  const below = database.prepare(
    `SELECT DISTINCT folder FROM files WHERE folder = ?1 OR (folder > ?1 || '/' AND folder < ?1 || '0')`,
  );
  const insert = database.prepare('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM files WHERE folder = ? AND name = ?');

  const entryOf = (row: Record<string, unknown>): Entry => ({
    stamp: String(row['stamp']),
    digest: typeof row['hash'] === 'string' ? row['hash'] : undefined,
    isRacy: row['is_racy'] === 1,
  });

  return {
    entry(folder, name) {
      const row = one.get(folder, name);
      return row && entryOf(row);
    },
    entriesOf: (folder) => new Map(some.all(folder).map((row) => [String(row['name']), entryOf(row)])),
    foldersIn: (folder) => (folder === '' ? every.all() : below.all(folder)).map((row) => String(row['folder'])),
    put: (folder, name, { stamp, digest, isRacy }) => insert.run(folder, name, stamp, digest ?? null, isRacy ? 1 : 0),
    remove: (folder, name) => remove.run(folder, name),
  };
}
