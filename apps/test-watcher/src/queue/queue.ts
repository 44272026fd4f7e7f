import { inTransaction } from '@switchgear/service';
import type { Batch, Change, ChangeKind } from '../model.ts';
import { openQueueFile } from './file.ts';
import { createWaiting } from './waiting.ts';

/**
 * Changes on their way to a completed run. They are stored before anybody is told of them, and outlive the process.
 * Every method throws a DatabaseError of node:sqlite's making where the file cannot be written; nothing is lost by it.
 */
export interface Queue {
  /** Distinct files that wait or are leased and unfinished. */
  size(): number;
  /** When the oldest unfinished change was noticed, in epoch milliseconds. */
  oldestAt(): number | undefined;
  /** What waits and nobody has taken. */
  waiting(): readonly Change[];
  /** Everything that waits, and what a dead process has left, as one batch; undefined where there is nothing. */
  lease(): Batch | undefined;
  /** Its changes have been tested. */
  complete(batch: Batch): void;
  /** Its changes wait again, merged with what has come since. */
  release(batch: Batch): void;
  /** Everything has been tested once since the ledger began; until then it is owed, also by whoever comes next. */
  wholeTested(): void;
  close(): void;
}

export interface QueueOptions {
  /** The file of the ledger, which its holder alone leases from: see `holdTree`. */
  readonly file: string;
}

/** @throws DatabaseError */
export function openQueue({ file }: QueueOptions): Queue {
  const database = openQueueFile(file);
  const waiting = createWaiting(database);
  /** Leased by this process; any other batch in the file belongs to a dead one. */
  const own = new Set<number>();

  // Prepared once: SQLite's part of a statement stays until the garbage is collected, which nothing hurries.
  const prepare = (query: string) => database.prepare(query);
  const select = prepare('SELECT path, kind, noticed_at FROM changes WHERE batch = ? ORDER BY path');
  const remove = prepare('DELETE FROM changes WHERE batch = ?');
  const batches = prepare('SELECT DISTINCT batch FROM changes WHERE batch > 0 ORDER BY batch DESC');
  const count = prepare(`UPDATE counters SET value = value + 1 WHERE name = 'batches' RETURNING value`);
  const take = prepare('UPDATE changes SET batch = ? WHERE batch = 0');
  const size = prepare('SELECT count(DISTINCT path) AS files FROM changes');
  const oldest = prepare('SELECT min(noticed_at) AS oldest FROM changes');

  const changesOf = (batch: number) =>
    select.all(batch).map(
      (row): Change => ({
        path: String(row['path']),
        kind: row['kind'] as ChangeKind,
        noticedAt: Number(row['noticed_at']),
      }),
    );

  function putBack(batch: number): void {
    const changes = changesOf(batch);
    remove.run(batch);
    for (const change of changes) waiting.putBack(change);
  }

  function orphans(): number[] {
    const leased = batches.all().map((row) => Number(row['batch']));
    return leased.filter((batch) => !own.has(batch));
  }

  function takeAll(): Batch | undefined {
    const dead = orphans();
    for (const batch of dead) putBack(batch);
    const changes = changesOf(0);
    if (changes.length === 0) return undefined;
    const id = Number(count.get()?.['value']);
    take.run(id);
    return { id, changes, isReplay: dead.length > 0 };
  }

  return {
    size: () => Number(size.get()?.['files']),
    oldestAt() {
      const at = oldest.get()?.['oldest'];
      return at === null ? undefined : Number(at);
    },
    waiting: () => changesOf(0),
    lease() {
      const batch = inTransaction(database, takeAll);
      if (batch) own.add(batch.id);
      return batch;
    },
    complete({ id }) {
      remove.run(id);
      own.delete(id);
    },
    release({ id }) {
      inTransaction(database, () => putBack(id));
      own.delete(id);
    },
    wholeTested: () => void database.exec(`UPDATE counters SET value = 2 WHERE name = 'sweeps' AND value = 1`),
    close: () => database.close(),
  };
}
