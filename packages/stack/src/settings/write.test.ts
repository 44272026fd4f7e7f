import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeSettings } from './write.ts';

test('files are written with their folders, over older ones, and a secret is for its owner alone', async () => {
  const folder = temporaryFolder();
  await writeSettings(folder, [{ path: 'a/b.yml', text: 'old' }]);
  const files = [
    { path: 'a/b.yml', text: 'new' },
    { path: 'a/token', text: 'x', secret: true },
  ];
  expect(await writeSettings(folder, files)).toEqual(['a/b.yml', 'a/token']);
  expect(await writeSettings(folder, files)).toEqual([]);
  expect(readFileSync(join(folder, 'a', 'b.yml'), 'utf8')).toBe('new');
  expect(statSync(join(folder, 'a', 'token')).mode & 0o777).toBe(0o600);
});
