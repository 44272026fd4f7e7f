import { once } from 'node:events';
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { StateFileError } from '../errors.ts';
import { temporaryFolder, writeFile } from '../test-support/files.ts';
import { readAdminToken } from './admin-token.ts';
import { readOrCreatePrivateFile } from './private-file.ts';

/** Reads or makes so many files one after the other, in a thread of its own. */
async function race(folder: string, files: number): Promise<string[]> {
  const module = new URL('./private-file.ts', import.meta.url).href;
  const code = `import(${JSON.stringify(module)}).then(({ readOrCreatePrivateFile }) => {
    const names = Array.from({ length: ${files} }, (_, index) => ${JSON.stringify(folder)} + '/' + index);
    require('node:worker_threads').parentPort.postMessage(names.map(readOrCreatePrivateFile));
  })`;
  const [texts] = await once(new Worker(code, { eval: true }), 'message');
  return texts;
}

describe('readOrCreatePrivateFile', () => {
  it('makes a file of mode 600 in a folder of mode 700, and leaves nothing else behind', () => {
    const folder = join(temporaryFolder(), 'state');
    const text = readOrCreatePrivateFile(join(folder, 'salt'));
    expect(text.length).toBeGreaterThan(40);
    expect(statSync(join(folder, 'salt')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['salt']);
  });

  it('gives those who race for it one and the same content', async () => {
    const folder = temporaryFolder();
    const racers = await Promise.all(Array.from({ length: 3 }, () => race(folder, 300)));
    for (const texts of racers) expect(texts).toEqual(racers[0]);
  });

  it('refuses a file that others can read, and says what to run', () => {
    const file = writeFile(temporaryFolder(), 'salt', 'x');
    chmodSync(file, 0o644);
    expect(() => readOrCreatePrivateFile(file)).toThrow(`run: chmod 600 ${file}`);
  });

  it('refuses an empty file', () => {
    const file = writeFile(temporaryFolder(), 'salt', '\n');
    expect(() => readOrCreatePrivateFile(file)).toThrow('is empty; delete it, it is made anew');
  });

  it('names the file when its folder cannot be made', () => {
    const blocker = join(temporaryFolder(), 'file');
    writeFileSync(blocker, '');
    expect(() => readOrCreatePrivateFile(join(blocker, 'salt'))).toThrow(StateFileError);
    expect(() => readOrCreatePrivateFile(join(blocker, 'salt'))).toThrow(
      /made: \w+: .*; see that there is room.* name another state_dir/,
    );
  });
});

describe('readAdminToken', () => {
  it('is the same for supervisor and gateway, and what SWITCHGEAR_ADMIN_TOKEN says before', () => {
    const config = { state_dir: temporaryFolder() };
    expect(readAdminToken(config, {}).equals(readAdminToken(config, {}))).toBe(true);
    expect(readAdminToken(config, { SWITCHGEAR_ADMIN_TOKEN: ' given\n' }).reveal()).toBe('given');
  });
});
