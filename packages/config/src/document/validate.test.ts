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
    [
      'providers: [{ name: My LLM, kind: openai }]',
      'name: expected a text of small letters, digits, dots, dashes and underscores, such as my-llm, found the text "My LLM"',
    ],
    [
      'providers: [{ kind: deepseek }]',
      'providers[0].name: is missing (expected a text of small letters, digits, dots, dashes and underscores, such as my-llm)',
    ],
    ['providers: [{ name: my-llm }]', 'providers[0].kind: is missing (expected one of deepseek, perplexity, openai)'],
    [
      'prometheus: { retention: two weeks }',
      'retention: expected a whole number and h, d, w or y (hours, days, weeks, years), such as 15d, found',
    ],
    [
      'providers: [{ name: a, kind: deepseek, keys: { env: 1 } }]',
      'env: expected a name of letters, digits and underscores, such as MY_LLM_KEYS, found 1',
    ],
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

  it('is told what does not fit together as far as it can be judged, by the places in the file', () => {
    const text = `
gateway: { prot: 1 }
prometheus: { port: 9093 }
providers:
  - { name: broken, kind: nothing }
  - { name: a, kind: openai, base_url: http://a, models: [m], keys: { env: A } }
  - { name: broken-too, colour: red, keys: { env: MISSING } }
  - { name: b, kind: openai, base_url: http://b, models: [m], keys: { env: B } }
fallbacks:
  - { model: m }
  - { model: m, to: [served-by-the-broken-one, m] }`;
    expect(faultsOf(text, { A: 'k', B: 'k' }).map((fault) => fault.replace(/;.*/, ''))).toEqual([
      'gateway.prot: unknown key prot',
      'prometheus.port: port 9093 is already taken by alertmanager',
      'providers[0].kind: expected one of deepseek, perplexity, openai, found the text "nothing"',
      'providers[2].colour: unknown key colour',
      'providers[2].kind: is missing (expected one of deepseek, perplexity, openai)',
      'providers[2].keys.env: the environment variable MISSING is not set',
      'providers[3].models[0]: the model m is already served by a',
      'providers[3]: entry 1 of B (b/b-1) is the same key as entry 1 of A (a/a-1)',
      'fallbacks[0].to: is missing (expected a list with at least one entry)',
      'fallbacks[1]: the fallbacks go round in a circle: m → m',
    ]);
  });

  it('is not told of what follows from its faults only', () => {
    const text = (port: string) => `gateway: { port: ${port} }\nsandbox: { port: 8000 }`;
    expect(faultsOf(text('8000'))).toHaveLength(1);
    expect(faultsOf(text('8000, host: 5'))).toHaveLength(2);
    expect(faultsOf(text('none'))).toEqual([
      'gateway.port: expected an integer from 0 to 65535, found the text "none"',
    ]);
    expect(faultsOf('gateway: 8080\nsandbox: { port: 8000 }')).toHaveLength(1);
    expect(
      faultsOf('providers: [{ name: deepseek }, { name: a }]\nfallbacks: [{ model: a-1, to: [a-2] }]'),
    ).toHaveLength(1);
    expect(faultsOf('providers: nothing\nfallbacks: [{ model: a-1, to: [a-2] }]')).toHaveLength(1);
  });

  it('names missing secrets together with other faults', () => {
    const faults = faultsOf('gateway: { prot: 1 }\nslack: { webhook: { env: HOOK } }');
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['gateway.prot', 'slack.webhook.env']);
  });
});
