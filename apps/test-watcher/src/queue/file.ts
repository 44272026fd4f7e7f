import type { DatabaseSync } from 'node:sqlite';
import { guardDatabase, openDatabase } from '@switchgear/service';

/**
 * One file for the ledger and the queue, so that a change is taken into both or into neither. `batch` is 0 for changes
 * that wait.
 */
const schema = `
  CREATE TABLE files (
    folder TEXT NOT NULL, name TEXT NOT NULL, stamp TEXT NOT NULL, hash TEXT, is_racy INTEGER NOT NULL,
    PRIMARY KEY (folder, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE changes (
    batch INTEGER NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, noticed_at INTEGER NOT NULL,
    PRIMARY KEY (batch, path)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO counters VALUES ('batches', 0), ('sweeps', 0), ('version', 0);
`;

/** @throws DatabaseError that names the file and the remedy */
export function openQueueFile(file: string): DatabaseSync {
  return guardDatabase(file, () => openDatabase({ file, applicationId: 0x53475751, schemaVersion: 1, schema }));
}
