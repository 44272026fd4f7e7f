import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { inTransaction, openDatabase } from '@switchgear/service';
import type { Audit, Published, TrendPoint, Trigger } from '../model.ts';

/** Audits that are kept; older ones go. */
const keptAudits = 2000;

const schema = `
  CREATE TABLE audit (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    "commit" TEXT,
    percent REAL,
    triggers TEXT NOT NULL,
    faults INTEGER NOT NULL,
    body BLOB NOT NULL
  );
`;

/** An audit in a list. */
export interface AuditSummary {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly commit?: string;
  /** Absent where no coverage was published. */
  readonly percent?: number;
  readonly triggers: readonly Trigger[];
  /** How many things could not be done. */
  readonly faults: number;
}

/** All audits of one tree. Every method throws what SQLite throws. */
export interface AuditHistory {
  /** @returns ids of audits that were dropped for it, whose reports can go */
  save(audit: Audit): readonly string[];
  /** Newest first. */
  list(limit: number): AuditSummary[];
  get(id: string): Audit | undefined;
  last(): Audit | undefined;
  /** Epoch milliseconds. */
  lastFinishedAt(): number | undefined;
  /** Coverage of the last audit that had any. */
  published(): Published | undefined;
  /** The newest `limit` points, oldest first. */
  trend(limit: number): TrendPoint[];
  close(): void;
}

/** @throws DatabaseError */
export function openAuditHistory({ file, keep = keptAudits }: { file: string; keep?: number }): AuditHistory {
  // 'SWAU'
  const database = openDatabase({ file, applicationId: 0x53574155, schemaVersion: 1, schema });
  // By the order of saving: clocks are set back.
  const newest = 'ORDER BY position DESC LIMIT';
  const insert = database.prepare('INSERT INTO audit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)');
  // What is published stays, however many audits without coverage came after it.
  const excess = database.prepare(
    `DELETE FROM audit WHERE position IN (SELECT position FROM audit ${newest} -1 OFFSET ?)
      AND position IS NOT (SELECT max(position) FROM audit WHERE percent IS NOT NULL) RETURNING id`,
  );
  const summaries = database.prepare(
    `SELECT id, started_at, finished_at, "commit", percent, triggers, faults FROM audit ${newest} ?`,
  );
  const byId = database.prepare('SELECT body FROM audit WHERE id = ?');
  const newestBody = database.prepare(`SELECT body FROM audit ${newest} 1`);
  const measured = database.prepare(`SELECT body FROM audit WHERE percent IS NOT NULL ${newest} 1`);
  const points = database.prepare(
    `SELECT finished_at, percent, "commit" FROM audit WHERE percent IS NOT NULL ${newest} ?`,
  );

  return {
    save(audit) {
      const { id, startedAt, finishedAt, commit = null, coverage, reasons, faults } = audit;
      const triggers = JSON.stringify([...new Set(reasons.map(({ trigger }) => trigger))]);
      const body = deflateRawSync(JSON.stringify(audit));
      return inTransaction(database, () => {
        insert.run(id, startedAt, finishedAt, commit, coverage?.percent ?? null, triggers, faults.length, body);
        return excess.all(keep).map((row) => String(row['id']));
      });
    },
    list: (limit) => summaries.all(limit).map(summaryOf),
    get: (id) => auditOf(byId.get(id)),
    last: () => auditOf(newestBody.get()),
    lastFinishedAt: () => summaries.all(1).map(summaryOf)[0]?.finishedAt,
    published() {
      const audit = auditOf(measured.get());
      return audit?.coverage && { ...audit.coverage, at: audit.finishedAt };
    },
    trend: (limit) =>
      points
        .all(limit)
        .map((row) => ({ at: Number(row['finished_at']), percent: Number(row['percent']), ...commitOf(row) }))
        .reverse(),
    close: () => database.close(),
  };
}

type Row = Record<string, unknown>;

function auditOf(row: Row | undefined): Audit | undefined {
  const body = row?.['body'];
  return body instanceof Uint8Array ? JSON.parse(inflateRawSync(body).toString()) : undefined;
}

function summaryOf(row: Row): AuditSummary {
  return {
    id: String(row['id']),
    startedAt: Number(row['started_at']),
    finishedAt: Number(row['finished_at']),
    ...commitOf(row),
    ...(typeof row['percent'] === 'number' && { percent: row['percent'] }),
    triggers: JSON.parse(String(row['triggers'])),
    faults: Number(row['faults']),
  };
}

function commitOf(row: Row): { commit?: string } {
  return typeof row['commit'] === 'string' ? { commit: row['commit'] } : {};
}
