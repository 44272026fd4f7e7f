import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAuditFile } from './audit.ts';

let folder: string;
let now = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  now = Date.parse('2026-03-01T23:59:58.000Z');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const auditFile = () => createAuditFile({ folder, onFault: () => {}, now: () => now });
const change = (n: number) => ({ action: 'breaker.reset', client: '::1', outcome: 'done', details: { n } }) as const;

it('the newest entries come first, over the end of a day and of what is read at once', async () => {
  const audit = auditFile();
  for (let n = 0; n < 1500; n += 1) {
    now += 2;
    audit.record(change(n));
  }
  const entries = await audit.newest(1499);
  expect(entries.map(({ details }) => details?.['n'])).toEqual(Array.from({ length: 1499 }, (_, i) => 1499 - i));
  expect(new Set(entries.map(({ time }) => time.slice(0, 10)))).toEqual(new Set(['2026-03-02', '2026-03-01']));
});

it('reads are no change; half a line and other files are passed over', async () => {
  const audit = auditFile();
  audit.record(change(1));
  audit.note({ action: 'breakers.read', client: '::1', outcome: 'done' });
  audit.note({ action: 'GET /api/v1/keys', client: 'ä', outcome: 'refused' });
  writeFileSync(join(folder, '2026-03-01.jsonl'), '{"time":"2026-0', { flag: 'a' });
  writeFileSync(join(folder, 'notes.jsonl'), '{"action":"note"}');
  expect(await audit.newest(10)).toMatchObject([{ client: 'ä', outcome: 'refused' }, { details: { n: 1 } }]);
});

it('before the first entry there is none', async () => {
  rmSync(folder, { recursive: true });
  expect(await auditFile().newest(10)).toEqual([]);
});

it('what cannot be read is told as that', async () => {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
  await expect(auditFile().newest(10)).rejects.toMatchObject({ status: 503, code: 'audit_unavailable' });
});
