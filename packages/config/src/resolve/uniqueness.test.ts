import { describe, expect, it } from 'vitest';
import { faultsOf, loadText } from '../test-support/files.ts';

const provider = (name: string, models: string, keys = name.toUpperCase()) =>
  `{ name: ${name}, kind: openai, base_url: http://x, models: [${models}], keys: { env: ${keys} } }`;

describe('what may stand only once', () => {
  it.each([
    ['a provider', `${provider('a', 'm1')}, ${provider('a', 'm2', 'B')}`, 'providers[1].name: the name a is taken'],
    [
      'a model',
      `${provider('a', 'm')}, ${provider('b', 'm')}`,
      'providers[1].models[0]: the model m is already served by a',
    ],
    [
      'the alert of a provider',
      `${provider('ab.c', 'm1', 'A')}, ${provider('ab-c', 'm2', 'B')}`,
      'providers[1].display_name: the alert AbCAPIDown would stand for ab.c too; choose another display_name',
    ],
    ['a model of one provider', provider('a', 'm, m'), 'providers[0].models[1]: the model m is already served by a'],
    [
      'a key',
      `${provider('a', 'm1')}, ${provider('c', 'm2')}`,
      'providers[1]: entry 1 of C (c/c-1) is the same key as entry 1 of A (a/one)',
    ],
    [
      'a key in one list',
      provider('d', 'm'),
      'providers[0]: entry 2 of D (d/d-2) is the same key as entry 1 of D (d/d-1)',
    ],
    [
      'a key with its alias',
      `${provider('a', 'm1')}, ${provider('f', 'm2', 'A')}`,
      'entry 1 of A (f/one) is the same key as entry 1 of A (a/one)',
    ],
    [
      'an alias',
      `${provider('a', 'm1')}, ${provider('e', 'm2')}`,
      'entry 1 of E (e/one) has the same alias one as entry 1 of A (a/one)',
    ],
  ])('%s', (_what, entries, fault) => {
    const env = { A: 'one=k1', B: 'k2', C: 'k1', D: 'k4,k4', E: 'one=k5' };
    const faults = faultsOf(`providers: [${entries}]`, env);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it('an account of a provider', () => {
    const text =
      'providers: [{ name: a, kind: deepseek, accounts: [{ name: x, keys: { env: A } }, { name: x, keys: { env: B } }] }]';
    expect(faultsOf(text, { A: 'k1', B: 'k2' })).toEqual([
      'providers[0].accounts[1].name: the account x is named twice',
    ]);
  });

  it('refuses a price of a model that the provider does not serve', () => {
    const text = `providers: [{ name: a, kind: deepseek, keys: { env: A }, prices: { x: { input: 1, output: 1 } } }]`;
    expect(faultsOf(text, { A: 'k1' })).toEqual(['providers[0].prices.x: a does not serve this model']);
  });

  it('refuses two programs on one port', () => {
    expect(faultsOf('prometheus: { port: 8000 }')).toEqual([
      'prometheus.port: port 8000 is already taken by gateway; choose another',
    ]);
  });

  it('lets a disabled program keep the port, and every program ask for any free one', () => {
    expect(() => loadText('prometheus: { port: 8000, enabled: false }')).not.toThrow();
    expect(() => loadText('prometheus: { port: 0 }\nalertmanager: { port: 0 }')).not.toThrow();
  });
});
