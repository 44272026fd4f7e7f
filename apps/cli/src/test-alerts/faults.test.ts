import { expect, test } from 'vitest';
import { liftFault, setFaults } from './faults.ts';
import { readJournal } from './journal.ts';
import { startStandIn } from './testing/stand-in.ts';

const fault = { kind: 'unauthorized' };

test('a fault stands in the journal before any key is made to fail', async () => {
  const { standIn, platform } = await startStandIn();
  const noted: unknown[] = [];
  standIn.onRequest = (request) => {
    if (request.startsWith('PUT')) noted.push(readJournal(platform.config.state_dir).faults);
  };
  const faults = { 'deepseek-1': fault, 'deepseek-2': fault };
  await setFaults(platform, faults);
  expect(noted).toEqual([faults, faults]);
});

test('only healthy keys are made to fail, so that nothing of somebody else is ever undone', async () => {
  const { standIn, platform } = await startStandIn();
  standIn.faults.set('deepseek-2', { kind: 'hang' });
  standIn.states.set('deepseek-3', 'open');
  await expect(setFaults(platform, { 'deepseek-1': fault, 'deepseek-2': fault, 'deepseek-3': fault })).rejects.toThrow(
    'deepseek-2, deepseek-3: open, or made to fail already. First run: npx switchgear test-alerts reset',
  );
  expect([...standIn.faults.keys()]).toEqual(['deepseek-2']);
  expect(readJournal(platform.config.state_dir).faults).toEqual({});
});

test('lifting a fault closes the breaker that it opened, and takes both out of the journal', async () => {
  const { standIn, platform } = await startStandIn();
  await setFaults(platform, { 'deepseek-1': fault });
  standIn.states.set('deepseek-1', 'open');
  standIn.states.set('deepseek-2', 'open');
  await liftFault(platform, 'deepseek-1');
  expect(standIn.faults.size).toBe(0);
  expect(standIn.states.get('deepseek-1')).toBe('closed');
  expect(standIn.states.get('deepseek-2')).toBe('open');
  expect(readJournal(platform.config.state_dir).faults).toEqual({});
});

test('a fault that somebody has set since, and an override, are left', async () => {
  const { standIn, platform } = await startStandIn();
  await setFaults(platform, { 'deepseek-1': fault });
  standIn.faults.set('deepseek-1', { kind: 'hang' });
  standIn.states.set('deepseek-1', 'open');
  standIn.modes.set('deepseek-1', 'forced_open');
  await liftFault(platform, 'deepseek-1');
  expect(standIn.faults.get('deepseek-1')).toEqual({ kind: 'hang' });
  expect(standIn.states.get('deepseek-1')).toBe('open');
});

test('where the sandbox is gone, so is the fault', async () => {
  const { platform } = await startStandIn();
  await setFaults(platform, { 'deepseek-1': fault });
  await liftFault({ ...platform, sandbox: undefined }, 'deepseek-1');
  expect(readJournal(platform.config.state_dir).faults).toEqual({});
});
