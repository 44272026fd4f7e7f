import { type Store, sqliteStore, storeSchema } from '@switchgear/llm';
import { guardDatabase, openDatabase } from '@switchgear/service';

const schema = `${storeSchema}
  CREATE TABLE failures (
    signature TEXT PRIMARY KEY, touched_at INTEGER NOT NULL, attempts INTEGER NOT NULL, retry_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX failures_by_age ON failures (touched_at);
`;

/** Of more failures than this, those that were touched longest ago are forgotten. */
const mostFailures = 10_000;

/** What is known of a failure that was asked about. */
export interface AskedFailure {
  /** How often in vain. */
  readonly attempts: number;
  /** Epoch milliseconds from which on it may be asked about again; undefined once it has been explained. */
  readonly retryAt: number | undefined;
}

/** Methods throw what node:sqlite throws. */
export interface AnalysisStore {
  /** For the budget. */
  readonly texts: Store;
  find(signature: string): AskedFailure | undefined;
  /** @param at epoch milliseconds */
  save(signature: string, failure: AskedFailure, at: number): void;
  close(): void;
}

/** @throws DatabaseError that names the file and the remedy */
export function openAnalysisStore(file: string): AnalysisStore {
  const database = guardDatabase(file, () =>
    openDatabase({ file, applicationId: 0x53474e41, schemaVersion: 1, schema }),
  );
  const select = database.prepare('SELECT attempts, retry_at FROM failures WHERE signature = ?');
  const replace = database.prepare('INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)');
  const forget = database.prepare(
    'DELETE FROM failures WHERE signature IN (SELECT signature FROM failures ORDER BY touched_at DESC LIMIT -1 OFFSET ?)',
  );
  return {
    texts: sqliteStore(database),
    find(signature) {
      const row = select.get(signature);
      return row && { attempts: Number(row['attempts']), retryAt: (row['retry_at'] as number | null) ?? undefined };
    },
    save(signature, { attempts, retryAt }, at) {
      replace.run(signature, at, attempts, retryAt ?? null);
      forget.run(mostFailures);
    },
    close: () => database.close(),
  };
}
