import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createCli } from './cli.ts';
import { CliError, describeError } from './errors.ts';

/** What the command line says and ends with, without doing anything. */
async function parse(...args: string[]) {
  let output = '';
  const print = (text: string) => {
    output += text;
  };
  const quiet = (command: Command) => {
    command.configureOutput({ writeOut: print, writeErr: print });
    command.commands.forEach(quiet);
  };
  const cli = createCli();
  quiet(cli);
  const error: unknown = await cli.parseAsync(args, { from: 'user' }).catch((reason: unknown) => reason);
  return { output, ...describeError(error) };
}

test.each([
  [['upp'], 'Did you mean up?'],
  [['up', '--detatch'], 'Did you mean --detach?'],
  [['logs', 'gateway', '--lines', 'many'], 'expected a whole number'],
  [['breakers', 'override', 'deepseek-1', 'open'], 'Allowed choices are auto, forced_open, disabled, metrics_only'],
  [['restart'], "missing required argument 'program'"],
  [['breakers', 'bogus'], 'Its subcommands are: reset [key_id], override <key_id> <mode>'],
  [['keys', 'nope'], 'Its subcommand is: rotate <provider>'],
])('%j is wrong usage, with a hint', async (args, hint) => {
  const result = await parse(...args);
  expect(result.output).toContain(hint);
  expect(result).toMatchObject({ status: 2, message: '' });
});

test('asking for help is no fault, and shows every command', async () => {
  const { output, status } = await parse('--help');
  expect(status).toBe(0);
  for (const name of [
    'up',
    'down',
    'restart',
    'logs',
    'status',
    'doctor',
    'breakers',
    'keys',
    'fault',
    'test-alerts',
    'demo',
    'generate',
  ]) {
    expect(output).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  }
});

test('a fault without what it needs is wrong usage, and says what to give', async () => {
  expect(await parse('fault', 'deepseek-1', 'latency')).toMatchObject({
    status: 2,
    message: expect.stringContaining('--latency-ms'),
  });
});

test('the version is told', async () => {
  expect(await parse('--version')).toMatchObject({ status: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('an expected fault shows its message alone, a defect its stack', () => {
  expect(describeError(new CliError('not_running', 'It is not running.', { exitStatus: 3 }))).toEqual({
    message: 'It is not running.',
    status: 3,
  });
  expect(describeError(new TypeError('x is undefined')).message).toMatch(/defect of Switchgear[\s\S]*cli\.test\.ts/);
});
