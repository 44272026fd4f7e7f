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

function run(...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-main-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const config = join(folder, 'switchgear.yaml');
  writeFileSync(config, `state_dir: ${folder}/state\n`);
  const main = join(import.meta.dirname, 'main.ts');
  const line = ['--conditions=switchgear-source', '--disable-warning=ExperimentalWarning', '--import', crash, main];
  const env = { ...process.env, SWITCHGEAR_CONFIG: config };
  return spawnSync(process.execPath, [...line, '--terminal', '--path', folder, ...args], { env, encoding: 'utf8' });
}

test('a crash is told to whoever looks on, and is no verdict on the tests', () => {
  expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('planted crash') });
  expect(run('--once')).toMatchObject({ status: 2, stderr: expect.stringContaining('planted crash') });
});
