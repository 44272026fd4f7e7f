import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayError } from '../../proxy/index.ts';
import type { AuditEntry } from './audit.ts';

/** An entry of the audit log with when it was made, in ISO 8601. */
export interface AuditRecord extends AuditEntry {
  readonly time: string;
  /** Refusals before it that were too many to write. */
  readonly suppressed?: number;
}

const block = 65_536;

/**
 * The newest changes and refusals in a folder of audit files, newest first. Reads stand in the files alone: whoever
 * watches the breakers makes many, and none of them is why something changed.
 *
 * @throws GatewayError 503 `audit_unavailable`
 */
export async function newestRecords(folder: string, limit: number): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  try {
    const days = (await readdir(folder)).filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name));
    for (const day of days.sort().reverse()) {
      for await (const line of linesFromEnd(join(folder, day))) {
        const record = parse(line);
        if (record !== undefined && !record.action.endsWith('.read')) records.push(record);
        if (records.length === limit) return records;
      }
    }
  } catch (cause) {
    // It is there from the first entry on.
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return records;
    throw new GatewayError(503, 'audit_unavailable', `The audit log ${folder} cannot be read: ${cause}.`, { cause });
  }
  return records;
}

/** Without reading more of a file than is asked for: a day of refusals is long. */
async function* linesFromEnd(path: string): AsyncGenerator<string> {
  const file = await open(path);
  try {
    let { size: at } = await file.stat();
    let rest = Buffer.alloc(0);
    while (at > 0) {
      const buffer = Buffer.alloc(Math.min(block, at));
      at -= buffer.length;
      await file.read({ buffer, position: at });
      const text = Buffer.concat([buffer, rest]);
      // What stands before the first end of a line may be the end of one that begins earlier.
      const start = at === 0 ? 0 : text.indexOf('\n') + 1;
      rest = text.subarray(0, start);
      yield* text.toString('utf8', start).split('\n').reverse();
    }
  } finally {
    await file.close();
  }
}

/** Undefined for half a line, which a crash or a full disk leaves. */
function parse(line: string): AuditRecord | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
