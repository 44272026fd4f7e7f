import { expect, it } from 'vitest';
import { nearestIn } from './nearest.ts';

it('names are taken from an answer that has some, and from no other', () => {
  expect(nearestIn({ error: {}, nearest: ['Hot', 3] })).toEqual(['Hot']);
  for (const answer of [undefined, null, 'Hot', {}, { nearest: 'Hot' }]) expect(nearestIn(answer)).toEqual([]);
});
