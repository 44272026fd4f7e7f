import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditLog } from './http/index.ts';

/**
 * An audit log of one JSON object per line in a file per day (UTC), readable by its owner alone. Written before the
 * action is done, and synchronously: what cannot be recorded is refused.
 */
export function createAuditFile(folder: string, now: () => number = Date.now): AuditLog {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return (entry) => {
    const time = new Date(now()).toISOString();
    const file = join(folder, `${time.slice(0, 10)}.jsonl`);
    try {
      appendFileSync(file, `${JSON.stringify({ time, ...entry })}\n`, { mode: 0o600 });
    } catch (cause) {
      throw new Error(`nothing was done, because the audit log ${file} cannot be written: free or repair its disk`, {
        cause,
      });
    }
  };
}
