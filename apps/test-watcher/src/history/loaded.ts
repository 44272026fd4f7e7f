import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Which files each test file loaded. */
export function createLoadedTable(database: DatabaseSync) {
  const digestOf = database.prepare('SELECT loaded_digest AS digest FROM tests WHERE id = ?');
  const setDigest = database.prepare('UPDATE tests SET loaded_digest = ? WHERE id = ?');
  const clear = database.prepare('DELETE FROM loaded WHERE test = ?');
  const addPaths = database.prepare('INSERT OR IGNORE INTO paths (path) SELECT value FROM json_each(?)');
  const addLoaded = database.prepare(
    `INSERT OR IGNORE INTO loaded (test, path)
     SELECT ?, paths.id FROM json_each(?) AS given JOIN paths ON paths.path = given.value`,
  );

  return {
    /** @param isComplete a test that fails or is stopped may not have come to load everything, so nothing is dropped */
    write(test: number, paths: readonly string[], isComplete: boolean): void {
      const list = JSON.stringify(paths.toSorted());
      const digest = createHash('sha256').update(list).digest();
      const known = digestOf.get(test)?.['digest'];
      if (known instanceof Uint8Array && digest.equals(known)) return;
      if (isComplete) clear.run(test);
      addPaths.run(list);
      addLoaded.run(test, list);
      setDigest.run(isComplete ? digest : null, test);
    },
  };
}
