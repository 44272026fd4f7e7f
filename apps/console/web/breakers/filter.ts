import { type Breaker, isOverridden } from './breaker.ts';

/** Groups of states to choose from, by their name in the address. */
export const stateFilters = {
  '': { name: 'all states', holds: () => true },
  trouble: { name: 'not closed', holds: ({ state }) => state !== 'closed' },
  open: { name: 'open', holds: ({ state }) => state === 'open' },
  half_open: { name: 'half-open', holds: ({ state }) => state === 'half_open' },
  closed: { name: 'closed', holds: ({ state }) => state === 'closed' },
  quarantine: { name: 'quarantined', holds: ({ reason }) => reason === 'quarantine' },
  override: { name: 'overridden', holds: isOverridden },
} as const satisfies Record<string, { readonly name: string; readonly holds: (breaker: Breaker) => boolean }>;

export type StateFilter = keyof typeof stateFilters;

/** What of the board is shown, as the address says it. */
export interface Filter {
  /** '' for all. */
  readonly provider: string;
  readonly state: StateFilter;
  /** Parts of the key's or provider's name, all of which it has; '' for any. */
  readonly text: string;
  /** The key whose details are open; '' for none. */
  readonly key: string;
}

export function readFilter(search: URLSearchParams): Filter {
  const state = search.get('state') ?? '';
  return {
    provider: search.get('provider') ?? '',
    state: isStateFilter(state) ? state : '',
    text: search.get('q') ?? '',
    key: search.get('key') ?? '',
  };
}

/** The address of the board with that filter. */
export function addressOf({ provider, state, text, key }: Partial<Filter>): string {
  const named = Object.entries({ provider, state, q: text, key }).filter(([, value]) => value);
  const search = new URLSearchParams(named as [string, string][]).toString();
  return search === '' ? '/breakers' : `/breakers?${search}`;
}

/** Those that fit, in trouble first, else in their order. */
export function applyFilter(breakers: readonly Breaker[], { provider, state, text }: Filter): readonly Breaker[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const { holds } = stateFilters[state];
  const fitting = breakers.filter(
    (breaker) =>
      (provider === '' || breaker.provider === provider) &&
      holds(breaker) &&
      words.every((word) => `${breaker.keyId} ${breaker.provider}`.toLowerCase().includes(word)),
  );
  const of = (wanted: Breaker['state']) => fitting.filter((breaker) => breaker.state === wanted);
  return [...of('open'), ...of('half_open'), ...of('closed')];
}

function isStateFilter(text: string): text is StateFilter {
  return Object.hasOwn(stateFilters, text);
}
