import { fork } from 'node:child_process';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const program = fileURLToPath(new URL('./testing/fixtures/program.ts', import.meta.url));

/** Starts the program as a supervisor would, and waits until it listens. */
async function start(fault = '') {
  const child = fork(program, [fault], { execArgv: ['--conditions=switchgear-source'], silent: true });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the output of the program is not piped');
  let output = '';
  const listening = Promise.withResolvers<void>();
  for (const stream of [stdout, stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      if (output.includes('listens on')) listening.resolve();
    });
  }
  // Not the child's close event: it never comes once the channel was closed from this side.
  const ended = Promise.all([once(child, 'exit'), finished(stdout), finished(stderr)]).then(([[status]]) => {
    listening.resolve();
    return { status, output };
  });
  await listening.promise;
  return { child, ended };
}

test('a real SIGTERM stops a real process in order', async () => {
  const { child, ended } = await start();
  child.kill('SIGTERM');
  const { status, output } = await ended;
  expect(status).toBe(0);
  expect(output).toContain('state saved');
});

test('a process does not outlive its supervisor', async () => {
  const { child, ended } = await start();
  child.disconnect();
  const { status, output } = await ended;
  expect(status).toBe(0);
  expect(output).toContain('the parent process is gone');
  expect(output).toContain('state saved');
});

test.each(['throw', 'reject'])('a real %s nobody catches ends in order with status 1 and no secret', async (fault) => {
  const { ended } = await start(fault);
  const { status, output } = await ended;
  expect(status).toBe(1);
  expect(output).toContain('"level":"fatal"');
  expect(output).toContain('state saved');
  expect(output).not.toContain('planted-token');
});
