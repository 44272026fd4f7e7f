import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { removeState } from './remove.ts';

function createState(...foreign: string[]): string {
  const folder = join(temporaryFolder(), 'st');
  for (const name of ['run', 'audit', 'audit-agent', 'test-watcher', 'logs', 'prometheus', 'drill'])
    mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['.gitignore', 'admin-token', 'key-salt', 'gateway.db', 'gateway.db-wal', ...foreign]) {
    writeFileSync(join(folder, name), '');
  }
  return folder;
}

test('what somebody else put into the state folder stays, and is named', async () => {
  const folder = createState('thesis.txt', 'gateway.db.backup');
  expect((await removeState(folder)).sort()).toEqual(['gateway.db.backup', 'thesis.txt']);
  expect(readdirSync(folder).sort()).toEqual(['gateway.db.backup', 'thesis.txt']);
});

test('a state folder with nothing else in it goes as a whole', async () => {
  const folder = createState();
  expect(await removeState(folder)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

test('a folder in which Switchgear never ran is not touched', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'gateway.db'), '');
  await expect(removeState(folder)).rejects.toThrow(/not a folder of Switchgear/);
  expect(readdirSync(folder)).toEqual(['gateway.db']);
});
