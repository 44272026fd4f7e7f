import type { KeyCounts } from '../breakers/board.ts';
import type { Breaker } from '../breakers/breaker.ts';

/** What a page can draw without standing still, and a person can look over. */
const mostInTrouble = 24;
const mostClosed = 12;

/** Which keys of a provider get a tile, those in trouble first, and how many more there are. */
export function tilesOf(breakers: readonly Breaker[]): { readonly tiles: readonly Breaker[]; readonly more: number } {
  const of = (state: Breaker['state']) => breakers.filter((breaker) => breaker.state === state);
  const trouble = [...of('open'), ...of('half_open')].slice(0, mostInTrouble);
  const tiles = [...trouble, ...of('closed').slice(0, Math.max(mostClosed - trouble.length, 0))];
  return { tiles, more: breakers.length - tiles.length };
}

/** `3 keys: 2 closed, 1 open; 1 is a backup`. */
export function countsWords(breakers: readonly Breaker[], counts: KeyCounts | undefined): string {
  const number = (state: Breaker['state']) => breakers.filter((breaker) => breaker.state === state).length;
  const states = [
    [number('open'), 'open'],
    [number('half_open'), 'half-open'],
    [number('closed'), 'closed'],
  ] as const;
  const parts = states.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const backups = counts?.backup ?? 0;
  const kept = backups === 0 ? '' : `; ${backups} kept back as backup`;
  return `${breakers.length} ${breakers.length === 1 ? 'key' : 'keys'}: ${parts.join(', ')}${kept}`;
}
