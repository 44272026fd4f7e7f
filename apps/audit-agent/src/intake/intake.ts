import { createHash } from 'node:crypto';
import { inTransaction, openDatabase } from '@switchgear/service';
import { guardState } from '../errors.ts';
import type { Reason, Trigger } from '../model.ts';

/** Where a key is on its way to an audit. */
export interface Progress {
  /** Waiting for an audit, part of the one that runs, or done with. */
  readonly state: 'waiting' | 'running' | 'done';
  /** The audit it led to, once that has finished. */
  readonly audit?: string;
  /** Text of its reason, until then. */
  readonly text?: string;
}

/** The one door through which reasons come in, and the memory of what has come in before. */
export interface Intake {
  /** Stored when it returns. A key that was ever offered or remembered before is known and asks for nothing. */
  offer(reason: Reason): 'new' | 'known';
  /** Makes keys known without asking for an audit. Returns those that were new. */
  remember(keys: Iterable<string>): Set<string>;
  /** Undefined for a key that was never offered. */
  progressOf(key: string): Progress | undefined;
  /** Reasons that no audit has taken, oldest first. */
  waiting(): Reason[];
  /** All that wait; they are waiting again at the next opening unless `done` is told. */
  take(): Reason[];
  done(reasons: readonly Reason[], audit?: string): void;
  /** Runs after each new reason. Returns what ends that. */
  onOffer(listener: (reason: Reason) => void): () => void;
  /** What a trigger wrote down to go on from, under a name of its own. */
  note(name: string): string | undefined;
  setNote(name: string, value: string): void;
  close(): void;
}

/** A key takes 16 bytes for ever, whatever its length; that two differ in nothing of it does not happen. */
const schema = `
  CREATE TABLE known (digest BLOB PRIMARY KEY, audit TEXT) WITHOUT ROWID;
  CREATE TABLE reason (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    trigger TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/**
 * Opens the SQLite file of the intake and holds it alone.
 *
 * @throws AuditError `state`, as do all methods while the file cannot be written
 */
export function openIntake({ file }: { readonly file: string }): Intake {
  const guard = <T>(work: () => T): T => guardState(file, work);
  const listeners = new Set<(reason: Reason) => void>();
  // 'SWAI'
  const database = guard(() =>
    openDatabase({ file, applicationId: 0x53574149, schemaVersion: 1, schema, exclusive: true }),
  );
  const know = database.prepare('INSERT OR IGNORE INTO known (digest) VALUES (?)');
  const credit = database.prepare('UPDATE known SET audit = ? WHERE digest = ?');
  const look = database.prepare('SELECT audit FROM known WHERE digest = ?');
  const insert = database.prepare('INSERT INTO reason (key, trigger, text, at) VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM reason WHERE key = ?');
  const find = database.prepare('SELECT taken, text FROM reason WHERE key = ?');
  const list = database.prepare('SELECT key, trigger, text, at FROM reason WHERE taken = 0 ORDER BY id');
  const readNote = database.prepare('SELECT value FROM note WHERE name = ?');
  const writeNote = database.prepare('INSERT OR REPLACE INTO note VALUES (?, ?)');
  // Who took them is dead, since this process holds the file.
  guard(() => database.exec('UPDATE reason SET taken = 0'));

  const isNew = (key: string) => know.run(digest(key)).changes === 1;
  const waiting = () => list.all().map(reasonOf);
  const transact = <T>(work: () => T): T => guard(() => inTransaction(database, work));

  return {
    offer: (reason) => {
      const fresh = transact(() => {
        if (!isNew(reason.key)) return false;
        insert.run(reason.key, reason.trigger, reason.text, reason.at);
        return true;
      });
      if (fresh) for (const listener of listeners) listener(reason);
      return fresh ? 'new' : 'known';
    },
    remember: (keys) => transact(() => new Set([...keys].filter(isNew))),
    progressOf: (key) =>
      guard(() => {
        const row = find.get(key);
        if (row !== undefined) {
          return { state: row['taken'] === 0 ? 'waiting' : 'running', text: String(row['text']) };
        }
        const audit = look.get(digest(key))?.['audit'];
        if (audit === undefined) return undefined;
        return audit === null ? { state: 'done' } : { state: 'done', audit: String(audit) };
      }),
    waiting: () => guard(waiting),
    take: () =>
      transact(() => {
        const taken = waiting();
        database.exec('UPDATE reason SET taken = 1');
        return taken;
      }),
    done: (reasons, audit) =>
      transact(() => {
        for (const { key } of reasons) {
          remove.run(key);
          if (audit !== undefined) credit.run(audit, digest(key));
        }
      }),
    onOffer: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    note: (name) => guard(() => readNote.get(name)?.['value'] as string | undefined),
    setNote: (name, value) => guard(() => void writeNote.run(name, value)),
    close: () => database.close(),
  };
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, 16);
}

function reasonOf(row: Record<string, unknown>): Reason {
  return {
    trigger: row['trigger'] as Trigger,
    key: String(row['key']),
    text: String(row['text']),
    at: Number(row['at']),
  };
}
