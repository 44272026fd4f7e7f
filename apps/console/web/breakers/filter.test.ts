import { expect, it } from 'vitest';
import type { Breaker } from './breaker.ts';
import { addressOf, applyFilter, readFilter } from './filter.ts';
import { breaker } from './testing/breaker.ts';

const keys = [
  breaker({ keyId: 'd-1' }),
  breaker({ keyId: 'd-2', state: 'half_open' }),
  breaker({ keyId: 'd-3', state: 'open', reason: 'quarantine' }),
  breaker({ keyId: 'p-1', provider: 'perplexity', state: 'open', reason: 'override' }),
  breaker({ keyId: 'p-2', provider: 'perplexity', told: { mode: 'disabled' } as Breaker['told'] }),
];
const shown = (search: string) => applyFilter(keys, readFilter(new URLSearchParams(search))).map(({ keyId }) => keyId);

it('an address carries the filter, and nothing that is not set', () => {
  const filter = { provider: 'a b', state: 'half_open', text: '100%', key: 'd-1' } as const;
  expect(readFilter(new URL(addressOf(filter), 'http://console').searchParams)).toEqual(filter);
  expect(addressOf({ provider: '', state: '', text: '', key: '' })).toBe('/breakers');
  expect(readFilter(new URLSearchParams('state=toString'))).toMatchObject({ state: '' });
});

it('keys in trouble come first', () => {
  expect(shown('')).toEqual(['d-3', 'p-1', 'd-2', 'd-1', 'p-2']);
});

it.each([
  ['state=trouble', ['d-3', 'p-1', 'd-2']],
  ['state=quarantine', ['d-3']],
  ['state=override', ['p-1', 'p-2']],
  ['provider=perplexity&state=closed', ['p-2']],
  ['q=1+PERP', ['p-1']],
  ['q=none', []],
])('%s shows %j', (search, expected) => {
  expect(shown(search)).toEqual(expected);
});
