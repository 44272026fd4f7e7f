import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** Throws as soon as anybody would hear of it. */
const crash = `data:text/javascript,${encodeURIComponent(`
  setInterval(() => {
    if (process.listenerCount('uncaughtException') > 0) throw new Error('planted crash');
  }, 5).unref();
`)}`;

function run({ state = 'state', preload = [] as string[] }, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-main-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const config = join(folder, 'switchgear.yaml');
  writeFileSync(config, `state_dir: ${folder}/${state}\n`);
  const main = join(import.meta.dirname, 'main.ts');
  const line = ['--conditions=switchgear-source', '--disable-warning=ExperimentalWarning', ...preload, main];
  const env = { ...process.env, SWITCHGEAR_CONFIG: config };
  return spawnSync(process.execPath, [...line, '--terminal', '--path', folder, ...args], { env, encoding: 'utf8' });
}

test('a crash is told to whoever looks on, and is no verdict on the tests', () => {
  const stderr = expect.stringContaining('planted crash');
  expect(run({ preload: ['--import', crash] })).toMatchObject({ status: 1, stderr });
  expect(run({ preload: ['--import', crash] }, '--once')).toMatchObject({ status: 2, stderr });
});

test('a state folder that cannot be made is told with the remedy', () => {
  const { status, stderr } = run({ state: 'switchgear.yaml' }, '--once');
  expect([status, stderr]).toEqual([2, expect.stringMatching(/ledger\.db: ENOTDIR.*name another state_dir\n$/)]);
});
