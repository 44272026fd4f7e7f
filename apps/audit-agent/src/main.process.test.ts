import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { agentTree } from '@switchgear/config';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from './testing/folder.ts';

/** The command line of the program, run by Node. */
const line = ['--conditions=switchgear-source', join(import.meta.dirname, 'main.ts')];

/** Runs it to its end on a folder of its own, whose state folder is `state` in it. */
function run(folder: string, ...args: string[]) {
  const config = join(folder, 'switchgear.yaml');
  writeFileSync(config, JSON.stringify({ state_dir: join(folder, 'state') }));
  const env = { ...process.env, SWITCHGEAR_CONFIG: config };
  return spawnSync(process.execPath, [...args, '--path', folder], { env, encoding: 'utf8' });
}

it('ends the command of a gate too, also where a terminal and whoever started it both send a signal', async () => {
  const folder = temporaryFolder();
  const pid = join(folder, 'pid');
  const config = join(folder, 'switchgear.yaml');
  const command = ['sh', '-c', `trap '' INT; echo $$ > ${pid}; while [ -e ${pid} ]; do sleep 0.1; done`];
  writeFileSync(config, JSON.stringify({ state_dir: `${folder}/state`, audit_agent: { coverage: { command } } }));
  const gate = spawn(process.execPath, [...line, '--gate', '--path', folder], {
    env: { ...process.env, SWITCHGEAR_CONFIG: config },
    stdio: 'ignore',
  });
  const ended = once(gate, 'exit');
  await vi.waitFor(() => expect(existsSync(pid) && readFileSync(pid, 'utf8')).toMatch(/\n/), { timeout: 15_000 });
  const isThere = () => spawnSync('kill', ['-0', readFileSync(pid, 'utf8').trim()]).status === 0;
  while (isThere() && gate.signalCode === null) {
    gate.kill('SIGHUP');
    await setTimeout(50);
  }
  expect([await ended, isThere()]).toEqual([[130, null], false]);
});

it('audits where neither its log nor its report can be written, and says so', () => {
  const folder = temporaryFolder();
  const { stateDir } = agentTree({ state_dir: join(folder, 'state') }, 'audit-agent', folder);
  mkdirSync(stateDir, { recursive: true });
  symlinkSync('/dev/full', join(stateDir, 'audit.log'));
  writeFileSync(join(stateDir, 'reports'), 'no folder');
  const { status, stdout } = run(folder, ...line, '--once');
  expect([status, stdout]).toEqual([0, expect.stringMatching(/Report: it could not be written/)]);
  expect(stdout).not.toContain('The gate');
});

it('tells of a crash whoever looks on, and passes no verdict', () => {
  const crash = `data:text/javascript,${encodeURIComponent(`
    setInterval(() => {
      if (process.listenerCount('uncaughtException') > 0) throw new Error('planted crash');
    }, 5).unref();
  `)}`;
  const ends = (mode: string) => run(temporaryFolder(), '--import', crash, ...line, mode);
  const stderr = expect.stringContaining('planted crash');
  expect(ends('--terminal')).toMatchObject({ status: 1, stderr });
  expect(ends('--once')).toMatchObject({ status: 1, stderr });
  expect(ends('--gate')).toMatchObject({ status: 2, stderr });
});

it('tells whoever looks on why it cannot start', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'state'), 'no folder');
  const stderr = expect.stringMatching(/^audit-agent cannot start: .*state.* EEXIST.*name another state_dir\n$/);
  expect(run(folder, ...line, '--terminal')).toMatchObject({ status: 1, stdout: '', stderr });
});
