import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { PidRecords } from './pid-records.ts';
import { commandLineOf } from './process-table.ts';

const argv = [process.execPath, '-e', 'setInterval(() => {}, 1000)'] as const;

async function startSleeper(): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(argv[0], argv.slice(1), { stdio: 'ignore' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'spawn');
  const { pid = 0 } = child;
  await vi.waitFor(async () => expect(await commandLineOf(pid)).toBe(argv.join(' ')));
  return { child, pid };
}

test('a recorded process that still runs is ended, and its record is gone', async () => {
  const records = new PidRecords(temporaryFolder());
  const { child, pid } = await startSleeper();
  records.add('prometheus', pid, argv);
  const exit = once(child, 'exit');
  expect(await records.endOrphans()).toEqual(['prometheus']);
  expect(await exit).toEqual([null, 'SIGTERM']);
  expect(await records.endOrphans()).toEqual([]);
});

test('a process that now has the recorded number but another command line is left alone', async () => {
  const records = new PidRecords(temporaryFolder());
  const { child, pid } = await startSleeper();
  records.add('prometheus', pid, ['/usr/bin/prometheus', '--config.file=prometheus.yml']);
  expect(await records.endOrphans()).toEqual([]);
  expect(child.exitCode ?? child.signalCode).toBeNull();
});

test('a record that was cut short, or none at all, harms nothing', async () => {
  const folder = temporaryFolder();
  const records = new PidRecords(folder);
  expect(await records.endOrphans()).toEqual([]);
  records.add('gateway', 1, argv);
  writeFileSync(join(folder, 'pids', 'gateway.json'), '{"pid": 12');
  expect(await records.endOrphans()).toEqual([]);
});
