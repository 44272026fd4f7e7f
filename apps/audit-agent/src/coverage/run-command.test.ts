import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { runCommand } from './run-command.ts';

const never = new AbortController().signal;

/** A grandchild that would go on for an hour. */
const spawnChild = `const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' }); require('fs').writeFileSync('child', String(child.pid));`;

function run(body: string, options: Partial<Parameters<typeof runCommand>[1]> = {}) {
  const cwd = temporaryFolder();
  const command = [process.execPath, '-e', body.replace('SPAWN', spawnChild)];
  const end = runCommand(command, { cwd, timeoutMs: 15_000, signal: never, ...options });
  const child = () => Number(readFileSync(join(cwd, 'child'), 'utf8'));
  return { end, cwd, child };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Dead ones stay in the table until somebody asks for them.
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

it('tells the last of what was printed', async () => {
  const { end } = run(`console.log('a'.repeat(100_000)); console.error('the end')`);
  const { trouble, tail } = await end;
  expect(trouble).toBeUndefined();
  expect(tail.length).toBeLessThan(2000);
  expect(tail).toMatch(/the end$/);
});

it('is ended with its children when its time is over', async () => {
  const { end, child } = run('SPAWN', { timeoutMs: 1500 });
  expect((await end).trouble).toBe('was ended after 1.5 s');
  await vi.waitFor(() => expect(isAlive(child())).toBe(false));
});

it('leaves no child behind when it ends by itself', async () => {
  const { end, child } = run('SPAWN; process.exit(0)');
  expect((await end).trouble).toBeUndefined();
  await vi.waitFor(() => expect(isAlive(child())).toBe(false));
});

it.runIf(process.platform === 'linux')('leaves none behind that has left its group', async () => {
  const leave = spawnChild.replace("stdio: 'inherit'", "stdio: 'ignore', detached: true");
  const { end, child } = run(`${leave}; process.exit(0)`);
  expect((await end).trouble).toBeUndefined();
  await vi.waitFor(() => expect(isAlive(child())).toBe(false));
});

it.each([
  ['process.exitCode = 3', true],
  ['', false],
  ['process.exitCode = 127', false],
  ["process.kill(process.pid, 'SIGKILL')", false],
])('knows by %j whether it failed', async (body, hasFailed) => {
  expect(await run(body).end).toMatchObject({ hasFailed });
});

it('is ended when it prints without end', async () => {
  const { end } = run(`for (;;) require('fs').writeSync(1, 'x'.repeat(65_536))`, { outputLimit: 1e6 });
  expect((await end).trouble).toBe('printed more than 1 million characters');
});

it('is ended when the agent stops', async () => {
  const stop = new AbortController();
  const { end, child, cwd } = run('SPAWN', { signal: stop.signal });
  await vi.waitFor(() => expect(existsSync(join(cwd, 'child')) && child()).toBeGreaterThan(0), { timeout: 10_000 });
  stop.abort();
  expect((await end).trouble).toBe('was interrupted');
  await vi.waitFor(() => expect(isAlive(child())).toBe(false));
  expect((await run('', { signal: stop.signal }).end).trouble).toBe('was interrupted');
});

it.each([[[]], [['']], [['a\0b']]])('that is none, such as %j, is said to be so', async (command) => {
  const { trouble } = await runCommand(command, { cwd: temporaryFolder(), timeoutMs: 1000, signal: never });
  expect(trouble).toMatch(/^could not be started/);
});

it('says what killed it', async () => {
  expect((await run(`process.kill(process.pid, 'SIGKILL')`).end).trouble).toBe('was ended by SIGKILL');
});
