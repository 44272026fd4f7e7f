import { expect, it } from 'vitest';
import { placeBeside } from './place.ts';

const window = { width: 1000, height: 600 };
const box = { width: 200, height: 100 };

it('stands on the right, or on the left where there is no room', () => {
  expect(placeBeside({ x: 100, y: 300 }, box, window)).toEqual({ x: 114, y: 250 });
  expect(placeBeside({ x: 900, y: 300 }, box, window)).toEqual({ x: 686, y: 250 });
});

it('stays inside the window at its edges', () => {
  expect(placeBeside({ x: 100, y: 10 }, box, window).y).toBe(4);
  expect(placeBeside({ x: 100, y: 590 }, box, window).y).toBe(496);
});

it('goes above or below the point when neither side has room', () => {
  const narrow = { width: 300, height: 600 };
  expect(placeBeside({ x: 150, y: 300 }, box, narrow)).toEqual({ x: 50, y: 186 });
  expect(placeBeside({ x: 150, y: 50 }, box, narrow)).toEqual({ x: 50, y: 64 });
});
