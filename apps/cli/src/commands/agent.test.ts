import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createCli } from '../cli.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

test.each([
  ['audit', '--gate'],
  ['audit', '--once'],
  ['watch', '--once'],
])('%s %s has no verdict under a configuration that cannot be used', async (...args) => {
  const run = (...more: string[]) => createCli().parseAsync([...args, ...more], { from: 'user' });
  const wrong = { code: 'invalid_argument', exitStatus: 2, message: expect.stringContaining('/nowhere.yaml') };
  await expect(run('-c', '/nowhere.yaml')).rejects.toMatchObject(wrong);
  vi.stubEnv('SWITCHGEAR_CONFIG', '/nowhere.yaml');
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(run()).rejects.toMatchObject(wrong);
});

test('a tree brings its own configuration, where the working folder has none', async () => {
  const folder = temporaryFolder();
  const before = process.cwd();
  process.chdir(folder);
  // Set for what an agent runs, as these tests are when the agents look after this tree.
  vi.stubEnv('SWITCHGEAR_CONFIG', undefined);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    process.chdir(before);
  });
  const run = () => createCli().parseAsync(['watch', '--once', 'tree'], { from: 'user' });
  mkdirSync('tree');
  writeFileSync(join('tree', 'switchgear.yaml'), 'of_tree: 1');
  await expect(run()).rejects.toThrow(/tree\/switchgear\.yaml:1:1 of_tree: unknown key/);
  writeFileSync('switchgear.yaml', 'of_folder: 1');
  await expect(run()).rejects.toThrow(/of_folder: unknown key/);
});
