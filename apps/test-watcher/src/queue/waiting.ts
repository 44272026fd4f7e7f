import type { DatabaseSync } from 'node:sqlite';
import type { Change, ChangeKind } from '../model.ts';
import { merge } from './merge.ts';

/** Changes that no batch has yet; its methods run inside a transaction of the caller. */
export interface Waiting {
  /** Adds a change behind what waits of the same file. */
  add(change: Change): void;
  /** Puts a change back in front of what waits of the same file. */
  putBack(change: Change): void;
}

export function createWaiting(database: DatabaseSync): Waiting {
  const select = database.prepare('SELECT kind, noticed_at FROM changes WHERE batch = 0 AND path = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO changes VALUES (0, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM changes WHERE batch = 0 AND path = ?');

  function store(path: string, kind: ChangeKind | undefined, noticedAt: number): void {
    if (kind === undefined) remove.run(path);
    else insert.run(path, kind, noticedAt);
  }

  function find(path: string): { readonly kind: ChangeKind; readonly noticedAt: number } | undefined {
    const row = select.get(path);
    return row && { kind: row['kind'] as ChangeKind, noticedAt: Number(row['noticed_at']) };
  }

  return {
    add({ path, kind, noticedAt }) {
      const earlier = find(path);
      store(path, earlier ? merge(earlier.kind, kind) : kind, earlier?.noticedAt ?? noticedAt);
    },
    putBack({ path, kind, noticedAt }) {
      const later = find(path);
      store(path, later ? merge(kind, later.kind) : kind, noticedAt);
    },
  };
}
