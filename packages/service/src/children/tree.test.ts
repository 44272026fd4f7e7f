import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { isAlive } from '../testing/is-alive.ts';
import { createMark, isOrphaned, marksIn, withMark } from './mark.ts';
import { startProcess } from './start.ts';
import { killLeftovers } from './tree.ts';

const linux = process.platform === 'linux';

/** Runs JavaScript that prints the number of a process that has left its group, and waits. */
const leaving = `
  const left = require('node:child_process').spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
  left.unref();
  console.log(left.pid);
  setInterval(() => {}, 1000);
`;

test('a mark is kept beside that of a watcher around us', () => {
  const outer = withMark('1-2-3', {});
  const { SWITCHGEAR_RUN: inner = '' } = withMark('4-5-6', outer);
  expect(marksIn(`HOME=/\0SWITCHGEAR_RUN=${inner}\0`)).toEqual(['1-2-3', '4-5-6']);
  expect(marksIn('HOME=/\0')).toEqual([]);
});

test.runIf(linux)('a mark is orphaned when its maker has ended, also if the number is used again', () => {
  const mark = createMark();
  expect(isOrphaned(mark)).toBe(false);
  expect(isOrphaned(mark.replace(/-\d+-/, '-1-'))).toBe(true);
});

test.runIf(linux)('ending a process ends what has left its group', async () => {
  const printed = Promise.withResolvers<string>();
  const started = startProcess({
    command: process.execPath,
    args: ['-e', leaving],
    cwd: '/',
    onOutput: printed.resolve,
  });
  const left = Number(await printed.promise);
  expect(isAlive(left)).toBe(true);
  await started.kill();
  await started.ended;
  await vi.waitFor(() => expect(isAlive(left)).toBe(false));
});

test.runIf(linux)('what a killed watcher has left is ended by the next, and nothing of one that lives', async () => {
  const mine = startProcess({ command: 'sleep', args: ['300'], cwd: '/', onOutput: () => {} });
  const env = withMark('1-1-1', process.env);
  const left = spawn('sleep', ['300'], { env, stdio: 'ignore', detached: true });
  const ended = once(left, 'exit');
  await killLeftovers();
  await ended;
  expect(mine.child.pid !== undefined && isAlive(mine.child.pid)).toBe(true);
  await mine.kill();
  await mine.ended;
});
