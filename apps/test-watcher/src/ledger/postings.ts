import type { DatabaseSync } from 'node:sqlite';
import type { ChangeKind } from '../model.ts';
import { createWaiting } from '../queue/waiting.ts';
import type { Entry, Table } from './table.ts';

export interface Posting {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  /** Undefined for a file that has left the tree. */
  readonly entry: Entry | undefined;
  /** Undefined for what concerns nobody but the ledger. */
  readonly kind: ChangeKind | undefined;
}

/**
 * Writes postings into table and queue, in one transaction, and returns the paths that went into the queue. Until the
 * first sweep has ended there is nothing that a file could differ from, and none goes there.
 */
export function post(database: DatabaseSync, table: Table, postings: readonly Posting[], noticedAt: number): string[] {
  const isBaseline = counter(database, 'sweeps') === 0;
  const waiting = createWaiting(database);
  const changed: string[] = [];
  transact(database, () => {
    for (const { path, folder, name, entry, kind } of postings) {
      if (entry === undefined) table.remove(folder, name);
      else table.put(folder, name, entry);
      if (kind === undefined || isBaseline) continue;
      waiting.add({ path, kind, noticedAt });
      changed.push(path);
    }
    raise(database, 'version', changed.length);
  });
  return changed;
}

/** Ends the first sweep: from here on differences are changes. */
export function completeBaseline(database: DatabaseSync): void {
  if (counter(database, 'sweeps') > 0) return;
  transact(database, () => {
    raise(database, 'sweeps', 1);
    raise(database, 'version', 1);
  });
}

export function counter(database: DatabaseSync, name: 'sweeps' | 'version'): number {
  return Number(database.prepare('SELECT value FROM counters WHERE name = ?').get(name)?.['value']);
}

function raise(database: DatabaseSync, name: 'sweeps' | 'version', by: number): void {
  database.prepare('UPDATE counters SET value = value + ? WHERE name = ?').run(by, name);
}

/** As `inTransaction` of the service package, which this thread does not load for its size. */
function transact(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
