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

/** Where postings go: the table, and the queue. */
export interface Books {
  /**
   * Writes postings into both, in one transaction, and returns the paths that went into the queue. Until the first sweep
   * has ended there is nothing that a file could differ from, and none goes there.
   */
  post(postings: readonly Posting[], noticedAt: number): string[];
  /** Ends the first sweep: from here on differences are changes. */
  completeBaseline(): void;
  /** Grows with every change of content. */
  version(): number;
}

export function openBooks(database: DatabaseSync, table: Table): Books {
  const waiting = createWaiting(database);
  const select = database.prepare(readCounter);
  const update = database.prepare('UPDATE counters SET value = value + ? WHERE name = ?');
  const read = (name: Counter) => Number(select.get(name)?.['value']);
  const raise = (name: Counter, by: number) => update.run(by, name);

  return {
    post(postings, noticedAt) {
      const isBaseline = read('sweeps') === 0;
      const changed: string[] = [];
      transact(database, () => {
        for (const { path, folder, name, entry, kind } of postings) {
          if (entry === undefined) table.remove(folder, name);
          else table.put(folder, name, entry);
          if (kind === undefined || isBaseline) continue;
          waiting.add({ path, kind, noticedAt });
          changed.push(path);
        }
        raise('version', changed.length);
      });
      return changed;
    },
    completeBaseline() {
      if (read('sweeps') > 0) return;
      transact(database, () => {
        raise('sweeps', 1);
        raise('version', 1);
      });
    },
    version: () => read('version'),
  };
}

type Counter = 'sweeps' | 'version';

const readCounter = 'SELECT value FROM counters WHERE name = ?';

export function counter(database: DatabaseSync, name: Counter): number {
  return Number(database.prepare(readCounter).get(name)?.['value']);
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
