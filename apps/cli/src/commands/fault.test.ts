import { Command } from 'commander';
import { expect, test } from 'vitest';
import { registerFault, settingsOf } from './fault.ts';

function parse(...args: string[]) {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  registerFault(program);
  const fault = program.commands[0]?.exitOverride();
  fault?.action(() => {});
  program.parse(['fault', ...args], { from: 'user' });
  return settingsOf(fault?.opts() ?? {});
}

test('options are named as the sandbox names its settings, and only those given are sent', () => {
  expect(parse('deepseek-1', 'rate_limit', '--retry-after', '30', '--times', '2')).toEqual({
    retry_after_seconds: 30,
    times: 2,
  });
  expect(parse('*', 'unauthorized')).toEqual({});
});

test('any other setting can be given by its name, with its type', () => {
  expect(
    parse('*', 'cut_stream', '--set', 'ending=reset', '--set', 'after_chunks=1', '--set', 'also_probes=true'),
  ).toEqual({
    ending: 'reset',
    after_chunks: 1,
    also_probes: true,
  });
});

test('a setting that is no number is refused', () => {
  expect(() => parse('*', 'latency', '--latency-ms', 'long')).toThrow(/expected a number/);
});
