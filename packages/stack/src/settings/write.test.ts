import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeSettings } from './write.ts';

test('files are written with their folders, over older ones, beside those of others, and a secret is for its owner alone', async () => {
  const folder = temporaryFolder();
  await writeSettings(folder, [{ path: 'a/b.yml', text: 'old' }]);
  writeFileSync(join(folder, 'a', 'own.json'), 'own');
  const files = [
    { path: 'a/b.yml', text: 'new' },
    { path: 'a/token', text: 'x', secret: true },
  ];
  expect(await writeSettings(folder, files)).toEqual(['a/b.yml', 'a/token']);
  expect(await writeSettings(folder, files)).toEqual([]);
  expect(readFileSync(join(folder, 'a', 'b.yml'), 'utf8')).toBe('new');
  expect(readFileSync(join(folder, 'a', 'own.json'), 'utf8')).toBe('own');
  expect(statSync(join(folder, 'a', 'token')).mode & 0o777).toBe(0o600);
});

test('what cannot be written is said with its path and the remedy, and no draft is left', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  await expect(writeSettings(folder, [{ path: 'file/in-a-file.yml', text: 'x' }])).rejects.toMatchObject({
    code: 'state_unwritable',
    message: expect.stringMatching(/in-a-file\.yml cannot be written \(.*Make room on its disk/),
  });
  expect(readdirSync(folder)).toEqual(['file']);
});
