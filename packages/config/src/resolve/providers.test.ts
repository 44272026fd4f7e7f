import { describe, expect, it } from 'vitest';
import { faultsOf, loadText, temporaryFolder, writeFile } from '../test-support/files.ts';

const summary = (text: string, env: Record<string, string> = {}, folder = temporaryFolder()) =>
  loadText(text, env, folder).providers.map(({ name, base_url, simulated, accounts }) => ({
    name,
    base_url,
    simulated,
    accounts: accounts.map(({ name: account, keys }) => [account, keys.map((key) => key.secret.reveal())]),
  }));

describe('providers', () => {
  it('are both there and simulated while there is no key', () => {
    const config = loadText('');
    expect(config.simulated).toBe(true);
    expect(config.sandbox.enabled).toBe(true);
    expect(config.trickle.enabled).toBe(true);
    expect(summary('')).toEqual(
      ['deepseek', 'perplexity'].map((name) => ({
        name,
        base_url: 'http://127.0.0.1:8010',
        simulated: true,
        accounts: [1, 2, 3].map((n) => [`${name}-${n}`, [`sk-sandbox-${name}-${n}`]]),
      })),
    );
  });

  it('exist as far as there are keys for them', () => {
    const config = loadText('', { PERPLEXITY_API_KEYS: 'main=pplx-1 pplx-2' });
    expect(config.simulated).toBe(false);
    expect(config.sandbox.enabled).toBe(false);
    expect(config.trickle.enabled).toBe(false);
    expect(summary('', { PERPLEXITY_API_KEYS: 'main=pplx-1 pplx-2' })).toEqual([
      {
        name: 'perplexity',
        base_url: 'https://api.perplexity.ai',
        simulated: false,
        accounts: [
          ['main', ['pplx-1']],
          ['perplexity-2', ['pplx-2']],
        ],
      },
    ]);
  });

  it('follow the sandbox to its port, and the loopback when it listens everywhere', () => {
    expect(summary('sandbox: { host: 0.0.0.0, port: 1234 }')[0]?.base_url).toBe('http://127.0.0.1:1234');
  });

  it('can be simulated beside a real one', () => {
    const text =
      'providers: [{ name: deepseek, kind: deepseek }, { name: perplexity, kind: perplexity, simulated: true }]';
    const config = loadText(text, { DEEPSEEK_API_KEYS: 'sk-1' });
    expect(config.providers.map(({ simulated }) => simulated)).toEqual([false, true]);
    expect(config.sandbox.enabled).toBe(true);
    expect(config.trickle.enabled).toBe(false);
  });

  it('take the keys of accounts from files and variables', () => {
    const folder = temporaryFolder();
    writeFile(folder, 'team.keys', 'a=k1\nb=k2\n');
    const text = `providers:
  - name: deepseek
    kind: deepseek
    base_url: https://proxy.example.com/deepseek/
    accounts:
      - { name: team, max_concurrent: 5, keys: { file: team.keys } }
      - { name: spare, backup: true, keys: { env: SPARE } }`;
    const [provider] = loadText(text, { SPARE: 'k3' }, folder).providers;
    expect(provider?.base_url).toBe('https://proxy.example.com/deepseek');
    expect(provider?.accounts).toMatchObject([
      { name: 'team', max_concurrent: 5, backup: false, keys: [{ alias: 'a' }, { alias: 'b' }] },
      { name: 'spare', backup: true, keys: [{}] },
    ]);
  });

  it('are of the kind that they are named after', () => {
    const config = loadText(
      'providers: [{ name: perplexity }, { name: deepseek }, { name: eu, kind: deepseek, models: [m] }]',
    );
    expect(config.providers.map(({ kind }) => kind)).toEqual(['perplexity', 'deepseek', 'deepseek']);
  });

  it('get a name for people from their own', () => {
    const text = 'providers: [{ name: my-llm, kind: openai, base_url: http://x/v1, models: [m], keys: { env: K } }]';
    expect(loadText(text, { K: 'k' }).providers[0]?.display_name).toBe('My Llm');
    expect(loadText('').providers.map((provider) => provider.display_name)).toEqual(['DeepSeek', 'Perplexity']);
  });

  it.each([
    ['{ name: my-llm, kind: openai, keys: { env: K } }', ['models is missing', 'base_url is missing']],
    [
      '{ name: perplexity, kind: perplexity }, { name: deepseek, kind: deepseek, keys: { env: K } }',
      ['set PERPLEXITY_API_KEYS'],
    ],
    ['{ name: my-llm, kind: openai, base_url: http://x, models: [m] }', ['set MY_LLM_API_KEYS']],
    ['{ name: a, kind: deepseek, simulated: false }', ['no key for a']],
    [
      '{ name: a, kind: deepseek, keys: { env: K }, minimum_active_keys: 2 }',
      ['at most the number of keys (1), found 2'],
    ],
    [
      '{ name: a, kind: deepseek, accounts: [{ name: b, backup: true, keys: { env: K } }] }',
      ['every account is a backup'],
    ],
    ['{ name: a, kind: deepseek, keys: { env: K }, base_url: "http://u:p@x" }', ['holds a user or password']],
    ['{ name: a, kind: deepseek, keys: { env: K }, base_url: "http://x?y=z" }', ['must end before ? and #']],
  ])('are refused: %s', (entries, messages) => {
    const faults = faultsOf(`providers: [${entries}]`, { K: 'k' });
    expect(faults).toHaveLength(messages.length);
    for (const [index, message] of messages.entries()) expect(faults[index]).toContain(message);
  });
});
