import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LogFile } from './log-file.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const dayMs = 86_400_000;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchgear-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string) => readFileSync(join(folder, name), 'utf8');

function existing(name: string, text: string, epochMs: number): void {
  writeFileSync(join(folder, name), text);
  utimesSync(join(folder, name), epochMs / 1000, epochMs / 1000);
}

test('lines of one day go to one file, also after a restart', () => {
  existing('gateway.log', 'before\n', noon - 1_000);
  const log = new LogFile(join(folder, 'gateway.log'), { now: () => noon });
  log.write('after\n');
  log.close();
  expect(read('gateway.log')).toBe('before\nafter\n');
});

test('yesterday is put aside under its date', () => {
  existing('gateway.log', 'yesterday\n', noon - dayMs);
  const log = new LogFile(join(folder, 'gateway.log'), { now: () => noon });
  log.write('today\n');
  log.close();
  expect(read('gateway.2026-03-09.log')).toBe('yesterday\n');
  expect(read('gateway.log')).toBe('today\n');
});

test('a file that is full is put aside, and no earlier part is overwritten', () => {
  existing('gateway.log', '', noon);
  const log = new LogFile(join(folder, 'gateway.log'), { now: () => noon, maxBytes: 4 });
  for (const text of ['one\n', 'two\n', 'six\n']) log.write(text);
  log.close();
  expect(read('gateway.2026-03-10.log')).toBe('one\n');
  expect(read('gateway.2026-03-10-1.log')).toBe('two\n');
  expect(read('gateway.log')).toBe('six\n');
});

test('logs older than seven days are removed, those of others are left alone', () => {
  existing('gateway.log', 'yesterday\n', noon - dayMs);
  existing('gateway.2026-03-02.log', 'old', noon - 8 * dayMs);
  existing('gateway.2026-03-03.log', 'kept', noon - 7 * dayMs);
  existing('sandbox.2026-01-01.log', 'not ours', noon - 60 * dayMs);
  const log = new LogFile(join(folder, 'gateway.log'), { now: () => noon });
  log.write('today\n');
  log.close();
  expect(readdirSync(folder).sort()).toEqual([
    'gateway.2026-03-03.log',
    'gateway.2026-03-09.log',
    'gateway.log',
    'sandbox.2026-01-01.log',
  ]);
});

test('what cannot be written is lost and told of, and throws nothing', () => {
  writeFileSync(join(folder, 'in the way'), '');
  const log = new LogFile(join(folder, 'in the way', 'gateway.log'), { now: () => noon });
  log.write('lost\n');
  rmSync(join(folder, 'in the way'));
  log.write('written\n');
  log.close();
  expect(read(join('in the way', 'gateway.log'))).toBe('[5 bytes could not be written here]\nwritten\n');
});
