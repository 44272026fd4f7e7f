import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { inTransaction, openDatabase } from './open.ts';

const options = { applicationId: 7, schemaVersion: 1, schema: 'CREATE TABLE notes (text TEXT);' };
const newFile = () => {
  const folder = mkdtempSync(join(tmpdir(), 'database-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'state', 'notes.db');
};

test('a new file gets its folder and tables, and an old one keeps its rows', () => {
  const file = newFile();
  const first = openDatabase({ ...options, file });
  first.exec("INSERT INTO notes VALUES ('kept')");
  first.close();
  const second = openDatabase({ ...options, file });
  expect(second.prepare('SELECT text FROM notes').get()).toEqual({ text: 'kept' });
  second.close();
});

test('two connections share a file, unless one of them holds it alone', () => {
  const file = newFile();
  const first = openDatabase({ ...options, file });
  const second = openDatabase({ ...options, file });
  second.close();
  first.close();
  const alone = openDatabase({ ...options, file, exclusive: true });
  expect(() => openDatabase({ ...options, file, exclusive: true })).toThrow(
    expect.objectContaining({ fault: 'in_use' }),
  );
  alone.close();
});

test('the file of another program or version is refused and stays as it is', () => {
  const file = newFile();
  openDatabase({ ...options, file }).close();
  const before = readFileSync(file);
  expect(() => openDatabase({ ...options, file, applicationId: 8 })).toThrow('another program');
  expect(() => openDatabase({ ...options, file, schemaVersion: 2 })).toThrow('schema version 1; this program writes 2');
  expect(readFileSync(file)).toEqual(before);
});

test('what is no database is refused as unusable', () => {
  const file = newFile();
  openDatabase({ ...options, file }).close();
  writeFileSync(file, 'not a database, whatever its name says'.repeat(50));
  expect(() => openDatabase({ ...options, file })).toThrow(expect.objectContaining({ fault: 'unusable' }));
});

test('a transaction that fails leaves nothing behind, and the next one works', () => {
  const database: DatabaseSync = openDatabase({ ...options, file: newFile() });
  const write = (text: string, fails: boolean) =>
    inTransaction(database, () => {
      database.prepare('INSERT INTO notes VALUES (?)').run(text);
      if (fails) throw new Error('no');
    });
  expect(() => write('lost', true)).toThrow('no');
  write('kept', false);
  expect(database.prepare('SELECT text FROM notes').all()).toEqual([{ text: 'kept' }]);
  database.close();
});
