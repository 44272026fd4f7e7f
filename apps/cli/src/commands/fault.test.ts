import { loadConfig } from '@switchgear/config';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { checkKey, registerFault, settingsOf } from './fault.ts';

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

test('only a key that is simulated can be made to fail, or all of them', () => {
  const config = loadConfig({ env: {}, cwd: import.meta.dirname });
  expect(() => checkKey('deepseek-1', config)).not.toThrow();
  expect(() => checkKey('*', config)).not.toThrow();
  for (const key of ['nope', 'deepseek-*']) {
    expect(() => checkKey(key, config)).toThrow(
      `No simulated key is called ${key}. There are: deepseek-1, deepseek-2, deepseek-3, perplexity-1`,
    );
  }
});
