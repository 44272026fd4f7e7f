import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayError } from '../../proxy/index.ts';
import { newestRecords } from './history.ts';

/** One admin action, as kept in the audit log. */
export interface AuditEntry {
  readonly action: string;
  /** Address of whoever asked. */
  readonly client: string;
  readonly outcome: 'done' | 'refused';
  /** What it was about: a provider or a key id, and the values given; never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export type AuditLog = ReturnType<typeof createAuditFile>;

/** Refusals written per second at most: they cost whoever causes them nothing, and must not fill the disk. */
const refusalsPerSecond = 5;

/** Whoever watches the breakers asks every few seconds: that they do is written this often, in milliseconds. */
const readsEvery = 600_000;

export interface AuditFileOptions {
  readonly folder: string;
  /** The file cannot be written, told once until it can again. */
  readonly onFault: (error: Error) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** An audit log of one JSON object per line in a file per day (UTC), readable by its owner alone. */
export function createAuditFile({ folder, onFault, now = Date.now }: AuditFileOptions) {
  let failed = false;
  let second = 0;
  let refusals = 0;
  let suppressed = 0;
  const reads = new Map<string, number>();

  /** Synchronously, so that the entry is there before the change is. */
  function write(entry: AuditEntry): void {
    const time = new Date(now()).toISOString();
    const file = join(folder, `${time.slice(0, 10)}.jsonl`);
    const line = `${JSON.stringify({ time, ...entry, ...(suppressed > 0 && { suppressed }) })}\n`;
    try {
      // At each entry, because whoever clears the state folder clears this one with it.
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      appendFileSync(file, line, { mode: 0o600 });
      failed = false;
      suppressed = 0;
    } catch (cause) {
      const error = new Error(`the audit log ${file} cannot be written: free or repair its disk`, { cause });
      if (!failed) onFault(error);
      failed = true;
      throw error;
    }
  }

  function isKnown({ action, client }: AuditEntry): boolean {
    const who = `${action} ${client}`;
    if (now() - (reads.get(who) ?? Number.NEGATIVE_INFINITY) < readsEvery) return true;
    reads.set(who, now());
    return false;
  }

  function isOneTooMany(): boolean {
    const current = Math.floor(now() / 1000);
    refusals = current === second ? refusals + 1 : 1;
    second = current;
    return refusals > refusalsPerSecond;
  }

  return {
    /**
     * Before a change: what cannot be recorded is not done.
     * @throws GatewayError 503 `audit_unavailable`
     */
    record(entry: AuditEntry): void {
      try {
        write(entry);
      } catch (cause) {
        const message = 'Nothing was changed, because the audit log cannot be written: free or repair its disk.';
        throw new GatewayError(503, 'audit_unavailable', message, { retryAfterMs: 10_000, cause });
      }
    },
    /** For reads and refusals, which go on without: they must work when the disk does not. */
    note(entry: AuditEntry): void {
      if (entry.outcome === 'done') {
        if (isKnown(entry)) return;
      } else if (isOneTooMany()) {
        suppressed += 1;
        return;
      }
      try {
        write(entry);
      } catch {
        // Told to onFault; the read or refusal itself is no worse for it.
      }
    },
    newest: (limit: number) => newestRecords(folder, limit),
  };
}
