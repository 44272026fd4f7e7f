import { expect, it } from 'vitest';
import { breaker } from '../breakers/testing/breaker.ts';
import { countsWords, tilesOf } from './tiles.ts';

const keys = (number: number, state: 'closed' | 'open' | 'half_open') =>
  Array.from({ length: number }, (_, n) => breaker({ keyId: `${state}-${n}`, state }));

it('keys in trouble come first, and thousands are counted', () => {
  const few = tilesOf([...keys(20, 'closed'), ...keys(1, 'half_open'), ...keys(2, 'open')]);
  expect(few.tiles.map(({ state }) => state).slice(0, 4)).toEqual(['open', 'open', 'half_open', 'closed']);
  expect([few.tiles.length, few.more]).toEqual([12, 11]);
  const many = tilesOf([...keys(4000, 'closed'), ...keys(1000, 'open')]);
  expect([many.tiles.length, many.more]).toEqual([24, 4976]);
  expect(many.tiles.every(({ state }) => state === 'open')).toBe(true);
});

it('the states are counted in words', () => {
  const counts = { active: 1, resting: 1, quarantined: 0, backup: 1 };
  expect(countsWords([...keys(1, 'open'), ...keys(2, 'closed')], counts)).toBe(
    '3 keys: 1 open, 2 closed; 1 kept back as backup',
  );
  expect(countsWords(keys(1, 'half_open'), undefined)).toBe('1 key: 1 half-open');
});
