import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createCli } from '../cli.ts';
import { describeError } from '../errors.ts';
import { noteDown, readJournal } from '../test-alerts/journal.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** A folder in which nothing runs. */
function installation() {
  const folder = temporaryFolder();
  const file = join(folder, 'switchgear.yaml');
  writeFileSync(file, 'state_dir: .\n');
  return { folder, run: (...args: string[]) => run(...args, '--config', file) };
}

async function run(...args: string[]) {
  let output = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += text;
    return true;
  });
  onTestFinished(() => write.mockRestore());
  const error: unknown = await createCli()
    .parseAsync(args, { from: 'user' })
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  return { output, ...(error === undefined ? { message: '', status: 0 } : describeError(error)) };
}

test('a reset with nothing to undo says so, whether anything runs or not', async () => {
  const { run } = installation();
  expect(await run('test-alerts', 'reset')).toMatchObject({
    status: 0,
    output: expect.stringContaining('There is nothing to undo'),
  });
});

test('a reset while nothing runs keeps the journal and says what is left', async () => {
  const { folder, run } = installation();
  const faults = { 'deepseek-1': { kind: 'unauthorized' } };
  noteDown(folder, { faults });
  const { message, status } = await run('test-alerts', 'reset');
  expect(status).toBe(3);
  expect(message).toMatch(
    /Switchgear is not running here[\s\S]*Still to be undone[\s\S]*deepseek-1 fails with unauthorized/,
  );
  expect(readJournal(folder).faults).toEqual(faults);
});

test('without a terminal and without a choice it names the choices', async () => {
  const { run } = installation();
  expect(await run('test-alerts')).toMatchObject({
    status: 2,
    message: expect.stringContaining('status, critical, warning, reset, or the name of an alert'),
  });
});

test.each(['status', 'critical', 'KeyQuarantined'])('%s needs a system that runs', async (choice) => {
  const { run } = installation();
  expect(await run('test-alerts', choice)).toMatchObject({
    status: 3,
    message: expect.stringContaining('npx switchgear up'),
  });
});

test('the demo needs a system that runs', async () => {
  const { run } = installation();
  expect(await run('demo')).toMatchObject({ status: 3, message: expect.stringContaining('npx switchgear up') });
});
