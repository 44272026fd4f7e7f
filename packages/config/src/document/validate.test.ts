import { describe, expect, it } from 'vitest';
import { errorOf, faultsOf } from '../test-support/files.ts';

describe('a file with wrong settings', () => {
  it('is refused with every fault at once, in the order of the file', () => {
    const error = errorOf('gateway:\n  prot: 1\n  port: eight\nbreaker:\n  failure_threshold: 0\n');
    expect(error.faults.map(({ line, path }) => [line, path])).toEqual([
      [2, 'gateway.prot'],
      [3, 'gateway.port'],
      [5, 'breaker.failure_threshold'],
    ]);
    expect(error.message).toMatch(/^3 faults in .*switchgear\.yaml:\n/);
    expect(error.message).toContain('switchgear.yaml:2:3 gateway.prot: unknown key prot; did you mean port?');
  });

  it.each([
    ['gateway: { port: eight }', 'gateway.port: expected an integer from 0 to 65535, found the text "eight"'],
    ['gateway: { port: 70000 }', 'gateway.port: expected an integer from 0 to 65535, found 70000'],
    ['gateway: 8000', 'gateway: expected a section with host, port,'],
    ['fallbacks: none', 'fallbacks: expected a list, found the text "none"'],
    ['prometheus: { enabled: "yes" }', 'prometheus.enabled: expected true or false, found the text "yes"'],
    ['breaker: { open_growth: { jitter: 1 } }', 'jitter: expected a number from 0 to below 1, found 1'],
    ['breaker: { failure_rate: { threshold: 0 } }', 'threshold: expected a number above 0 to 1, found 0'],
    [
      'providers: [{ name: a, kind: deepsek }]',
      'kind: expected one of deepseek, perplexity, openai, found the text "deepsek"',
    ],
    ['providers: [{ kind: deepseek }]', 'providers[0].name: expected a text that matches'],
    ['providers: []', 'providers: expected a list with at least one entry, found an empty list'],
    ['contacts: { primary: 5 }', 'contacts.primary: expected a text, found 5'],
    ['- a', ': expected a section with state_dir, gateway,'],
  ])('%s', (text, fault) => {
    const faults = faultsOf(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it.each([
    ['keys: sk-planted', 'providers[0].keys'],
    ['keys: [sk-planted]', 'providers[0].keys'],
    ['keys: { env: sk-planted }', 'providers[0].keys.env'],
    ['api_key: sk-planted', 'providers[0].api_key'],
  ])('says where a secret belongs, for %s', (setting, path) => {
    const [fault] = faultsOf(`providers: [{ name: a, kind: deepseek, ${setting} }]`);
    expect(fault).toContain(`${path}: `);
    expect(fault).toContain('a secret does not belong in this file: put it in an environment variable');
    expect(fault).not.toContain('planted');
  });

  it.each([
    'breaker: { failure_rate: { window_calls: 50, window_seconds: 5 } }',
    'breaker: { failure_rate: { window_calls: 5, minimum_calls: 6 } }',
    'gateway: { client_tokens: { env: A, file: b } }',
    'providers: [{ name: a, kind: deepseek, keys: { env: A }, accounts: [{ name: b, keys: { env: B } }] }]',
  ])('refuses settings that contradict each other: %s', (text) => {
    expect(faultsOf(text, { A: 'a', B: 'b' })).toHaveLength(1);
  });

  it('names missing secrets together with other faults', () => {
    const faults = faultsOf('gateway: { prot: 1 }\nslack: { webhook: { env: HOOK } }');
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['gateway.prot', 'slack.webhook.env']);
  });
});
