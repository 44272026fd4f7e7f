import type { StatementSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { inTransaction, messageOf, openDatabase } from '@switchgear/service';
import { guardState } from '../errors.ts';
import type { Audit, AuditSummary, Fault, Published, Reason, TrendPoint, Trigger } from '../model.ts';

/** Audits that are kept; older ones go. */
const keptAudits = 2000;

/** Reasons of an audit that its summary names. */
const mostReasons = 3;

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

/** All audits of one tree, but for damaged ones. Every method throws AuditError `state` where the file cannot be used. */
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

export interface AuditHistoryOptions {
  readonly file: string;
  /** Audits that are kept; default 2000. */
  readonly keep?: number;
  /** Told once of each audit that cannot be read. */
  readonly onFault?: (fault: Fault) => void;
}

/** @throws AuditError `state` */
export function openAuditHistory({ file, keep = keptAudits, onFault }: AuditHistoryOptions): AuditHistory {
  // 'SWAU'
  const database = guardState(file, () => openDatabase({ file, applicationId: 0x53574155, schemaVersion: 1, schema }));
  // By the order of saving: clocks are set back.
  const newest = 'ORDER BY position DESC LIMIT';
  const insert = database.prepare('INSERT INTO audit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)');
  // What is published stays, however many audits without coverage came after it.
  const excess = database.prepare(
    `DELETE FROM audit WHERE position IN (SELECT position FROM audit ${newest} -1 OFFSET ?)
      AND position IS NOT (SELECT max(position) FROM audit WHERE percent IS NOT NULL) RETURNING id`,
  );
  const summaries = database.prepare(
    `SELECT position, id, started_at, finished_at, "commit", percent, triggers, faults FROM audit ${newest} ?`,
  );
  const byId = database.prepare('SELECT position, id, body FROM audit WHERE id = ?');
  const bodies = database.prepare(`SELECT position, id, body FROM audit ${newest} 1 OFFSET ?`);
  const measured = database.prepare(
    `SELECT position, id, body FROM audit WHERE percent IS NOT NULL ${newest} 1 OFFSET ?`,
  );
  const points = database.prepare(
    `SELECT finished_at, percent, "commit" FROM audit WHERE percent IS NOT NULL ${newest} ?`,
  );
  const told = new Set<unknown>();

  const rows = (statement: StatementSync, parameter: number | string): Row[] =>
    guardState(file, () => statement.all(parameter));
  const read = <T>(row: Row, parse: (row: Row) => T): T[] => {
    try {
      return [parse(row)];
    } catch (error) {
      const { position } = row as { readonly position: number };
      if (!told.has(position)) onFault?.(damage(file, position, error));
      told.add(position);
      return [];
    }
  };
  const newestOf = (statement: StatementSync): Audit | undefined => {
    for (let offset = 0; ; offset += 1) {
      const [row] = rows(statement, offset);
      if (row === undefined) return undefined;
      const [audit] = read(row, auditOf);
      if (audit !== undefined) return audit;
    }
  };

  return {
    save(audit) {
      const { id, startedAt, finishedAt, commit = null, coverage, reasons, faults } = audit;
      const body = deflateRawSync(JSON.stringify(audit));
      return guardState(file, () =>
        inTransaction(database, () => {
          const percent = coverage?.percent ?? null;
          insert.run(id, startedAt, finishedAt, commit, percent, whyOf(reasons), faults.length, body);
          return excess.all(keep).map((row) => String(row['id']));
        }),
      );
    },
    list: (limit) => rows(summaries, limit).flatMap((row) => read(row, summaryOf)),
    get: (id) => rows(byId, id).flatMap((row) => read(row, auditOf))[0],
    last: () => newestOf(bodies),
    lastFinishedAt: () => rows(summaries, 1).map((row) => Number(row['finished_at']))[0],
    published() {
      const audit = newestOf(measured);
      return audit?.coverage && { ...audit.coverage, at: audit.finishedAt };
    },
    trend: (limit) =>
      rows(points, limit)
        .map((row) => ({ at: Number(row['finished_at']), percent: Number(row['percent']), ...commitOf(row) }))
        .reverse(),
    close: () => database.close(),
  };
}

type Row = Record<string, unknown>;

function damage(file: string, position: number, error: unknown): Fault {
  const fault = messageOf(error);
  const remedy = `delete it: sqlite3 ${file} 'DELETE FROM audit WHERE position = ${position}'`;
  return { type: 'state', message: `${file}: row ${position} is damaged (${fault}) and left out; ${remedy}` };
}

function auditOf({ id, body }: Row): Audit {
  const audit = JSON.parse(inflateRawSync(body as Uint8Array).toString());
  const { reasons, commits, faults, coverage = { files: [] } } = audit ?? {};
  const isAudit = audit?.id === id && [reasons, commits, faults, coverage.files].every(Array.isArray);
  if (!isAudit) throw new Error(`it is not the audit ${id}`);
  return audit;
}

/** Each trigger with the text of its first reason, and some more of them. */
function whyOf(reasons: readonly Reason[]): string {
  const isFirst = ({ trigger }: Reason, index: number) =>
    index < mostReasons || reasons.findIndex((other) => other.trigger === trigger) === index;
  return JSON.stringify(reasons.filter(isFirst).map(({ trigger, text }) => [trigger, text]));
}

function summaryOf(row: Row): AuditSummary {
  const why: [Trigger, string][] = JSON.parse(String(row['triggers']));
  return {
    id: String(row['id']),
    startedAt: Number(row['started_at']),
    finishedAt: Number(row['finished_at']),
    ...commitOf(row),
    ...(typeof row['percent'] === 'number' && { percent: row['percent'] }),
    triggers: [...new Set(why.map(([trigger]) => trigger))],
    reasons: why.map(([, text]) => text),
    faults: Number(row['faults']),
  };
}

function commitOf(row: Row): { commit?: string } {
  return typeof row['commit'] === 'string' ? { commit: row['commit'] } : {};
}
