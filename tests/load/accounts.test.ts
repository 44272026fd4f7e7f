import { describe, expect, it } from 'vitest';
import { reconcile } from './accounts.ts';

const account = (changes = {}) => ({
  success: 90,
  caller_error: 1,
  client_abort: 5,
  upstream_error: 2,
  unavailable: 3,
  stream_cut: 4,
  ...changes,
});

describe('two accounts', () => {
  it('that are equal agree', () => {
    expect(reconcile({ deepseek: account() }, { deepseek: account() })).toEqual({ crossed: 0, differences: [] });
  });

  it('agree on a client that left while its answer was on the way, and tell of it', () => {
    const gateway = { deepseek: account({ client_abort: 4, unavailable: 4 }) };
    expect(reconcile({ deepseek: account() }, gateway)).toEqual({ crossed: 1, differences: [] });
  });

  it.each([
    ['a request that the gateway never counted', { success: 89 }],
    ['a request that the gateway counted twice', { success: 91 }],
    ['one outcome taken for another', { success: 91, stream_cut: 3 }],
    ['an abort that nobody made', { success: 89, client_abort: 6 }],
  ])('differ on %s', (_what, changes) => {
    const { differences } = reconcile({ deepseek: account() }, { deepseek: account(changes) });
    expect(differences).toHaveLength(Object.keys(changes).length);
  });
});
