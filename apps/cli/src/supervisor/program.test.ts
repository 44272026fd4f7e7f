import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fakeSpec } from '../testing/fake-spec.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { LogFile } from './log-file.ts';
import { PidRecords } from './pid-records.ts';
import { isAlive } from './process-table.ts';
import { Program, type ProgramContext, type ProgramEvent } from './program.ts';
import { answersReady } from './readiness.ts';
import type { ProgramSpec } from './spec.ts';

const never = new AbortController().signal;

function createProgram(spec: ProgramSpec, changes: Partial<ProgramContext> = {}) {
  const folder = temporaryFolder();
  const logPath = join(folder, 'program.log');
  const events: ProgramEvent[] = [];
  const program = new Program(spec, {
    log: new LogFile(logPath),
    pids: new PidRecords(folder),
    backOff: { firstMs: 10 },
    onEvent: (event) => events.push(event),
    ...changes,
  });
  onTestFinished(() => program.stop());
  return { program, events, logPath };
}

test('a started program answers, writes its log, and is gone after the stop', async () => {
  const { program, logPath } = createProgram(await fakeSpec('gateway'));
  await program.start(never);
  const { pid = 0, state } = program.status();
  expect(state).toBe('ready');
  expect(readFileSync(logPath, 'utf8')).toBe(`started ${pid}\n`);
  await program.stop();
  expect(isAlive(pid)).toBe(false);
  expect(program.status()).toMatchObject({ state: 'stopped', restarts: 0 });
});

test('a killed program is started again and becomes ready', async () => {
  const { program, events } = createProgram(await fakeSpec('gateway'));
  await program.start(never);
  const before = program.status().pid ?? 0;
  process.kill(before, 'SIGKILL');
  await vi.waitFor(() => expect(events.at(-1)).toEqual({ type: 'recovered', name: 'gateway' }), 5_000);
  expect(events[0]).toEqual({ type: 'ended', name: 'gateway', how: 'signal SIGKILL', pauseMs: 10 });
  expect(program.status()).toMatchObject({ state: 'ready', restarts: 1, last_exit: 'signal SIGKILL' });
  expect(program.status().pid).not.toBe(before);
});

test('a program that ignores the request to end is ended by force', async () => {
  const { program } = createProgram(await fakeSpec('gateway', ['--stubborn=1']), { stopGraceMs: 100 });
  await program.start(never);
  const { pid = 0 } = program.status();
  await program.stop();
  expect(isAlive(pid)).toBe(false);
});

test('a program that ends before it is ready is a failed start, told with its exit status', async () => {
  const { program } = createProgram(await fakeSpec('gateway', ['--exit=7']));
  await expect(program.start(never)).rejects.toThrow('gateway ended while it started: exit status 7');
  expect(program.status().state).toBe('stopped');
});

test('a program that is never ready is a failed start, and does not go on', async () => {
  const { program } = createProgram(await fakeSpec('gateway', ['--unready=1']), { startTimeoutMs: 400 });
  await expect(program.start(never)).rejects.toThrow(/gateway is not ready after 0\.4 s \(http:.*\/ready\)/);
  expect(await answersReady(program.spec.readyUrl ?? '')).toBe(false);
  expect(program.status().pid).toBeUndefined();
});

test('a command that does not exist is a failed start', async () => {
  const { program } = createProgram(await fakeSpec('gateway', [], { command: '/nonexistent/gateway' }));
  await expect(program.start(never)).rejects.toThrow(/gateway ended while it started: could not be started: .*ENOENT/);
});

test('an abort during the start leaves no process', async () => {
  const { program } = createProgram(await fakeSpec('gateway', ['--unready=1']));
  const abort = new AbortController();
  const started = program.start(abort.signal);
  const { pid = 0 } = program.status();
  abort.abort();
  await expect(started).rejects.toThrow(/abort/);
  expect(isAlive(pid)).toBe(false);
});

test('a restart takes no pause, however often the program has ended before', async () => {
  const { program, events } = createProgram(await fakeSpec('gateway'), { backOff: { firstMs: 3_600_000 } });
  await program.start(never);
  const before = program.status().pid;
  await program.restart(never);
  expect(program.status()).toMatchObject({ state: 'ready', restarts: 1 });
  expect(program.status().pid).not.toBe(before);
  expect(events.map((event) => event.type)).toEqual(['recovered']);
});

test('a restart ends the pause of a program that rests', async () => {
  const { program, events } = createProgram(await fakeSpec('gateway'), { backOff: { firstMs: 3_600_000 } });
  await program.start(never);
  process.kill(program.status().pid ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(events).toHaveLength(1), 5_000);
  expect(program.status().state).toBe('resting');
  await program.restart(never);
  expect(program.status().state).toBe('ready');
});

test('a stop ends the pause of a program that rests, and it is not started again', async () => {
  const { program, events } = createProgram(await fakeSpec('gateway'), { backOff: { firstMs: 3_600_000 } });
  await program.start(never);
  process.kill(program.status().pid ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(events).toHaveLength(1), 5_000);
  await program.stop();
  expect(program.status()).toMatchObject({ state: 'stopped', restarts: 0 });
});

test('what a program has to say to whoever looks on is told with its name', async () => {
  const { program, events } = createProgram(await fakeSpec('agent', ['--says=3 tests passed'], { ipc: true }));
  await program.start(never);
  await vi.waitFor(() => expect(events).toEqual([{ type: 'notice', name: 'agent', text: '3 tests passed' }]));
});
