import { beforeEach, expect, it } from 'vitest';
import { type Batcher, createBatcher } from './batcher.ts';
import { createManualClock, type ManualClock } from './testing/manual-clock.ts';

let clock: ManualClock;
let batcher: Batcher;
let due: number[];
let isPaused: boolean;
let isBusy: boolean;

beforeEach(() => {
  clock = createManualClock();
  due = [];
  isPaused = false;
  isBusy = false;
  batcher = createBatcher({
    isPaused: () => isPaused,
    isBusy: () => isBusy,
    onDue: () => due.push(clock.now()),
    clock,
  });
});

/** A change every so often, for so long. */
function pokeEvery(ms: number, forMs: number): void {
  for (let passed = 0; passed < forMs; passed += ms) {
    batcher.poke();
    clock.pass(ms);
  }
}

it('a single change is due when it has been quiet for 40 ms', () => {
  batcher.poke();
  clock.pass(39);
  expect(due).toEqual([]);
  clock.pass(1);
  expect(due).toEqual([40]);
  clock.pass(10_000);
  expect(due).toHaveLength(1);
});

it('changes that follow one another closely are one batch', () => {
  pokeEvery(30, 300);
  clock.pass(1000);
  expect(due).toEqual([310]);
});

it('changes without end become a batch every second', () => {
  pokeEvery(10, 3000);
  expect(due.slice(0, 2)).toEqual([1000, 2000]);
});

it('the cap counts anew for the batch after', () => {
  pokeEvery(10, 1200);
  clock.pass(500);
  expect(due).toEqual([1000, 1230]);
});

it('however long git rewrites the tree, it is one batch afterwards', () => {
  isPaused = true;
  pokeEvery(10, 5000);
  expect(due).toEqual([]);
  isPaused = false;
  clock.pass(1000);
  expect(due).toHaveLength(1);
});

it('after a pause quiet and cap count from its end', () => {
  batcher.poke();
  isPaused = true;
  clock.pass(2000);
  isPaused = false;
  pokeEvery(10, 900);
  expect(due).toEqual([]);
  clock.pass(200);
  expect(due).toHaveLength(1);
});

it('what is certain to come is waited for, but not beyond the cap', () => {
  isBusy = true;
  batcher.poke();
  clock.pass(200);
  expect(due).toEqual([]);
  isBusy = false;
  clock.pass(20);
  expect(due).toHaveLength(1);

  isBusy = true;
  batcher.poke();
  clock.pass(1100);
  expect(due).toHaveLength(2);
});

it('nothing is due after it is closed', () => {
  batcher.poke();
  batcher.close();
  clock.pass(5000);
  expect(due).toEqual([]);
});
