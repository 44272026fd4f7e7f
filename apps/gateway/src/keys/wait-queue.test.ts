import { expect, it } from 'vitest';
import { Lane } from './choice/capacity.ts';
import { WaitQueue } from './wait-queue.ts';

const wide = new Lane(0, Number.POSITIVE_INFINITY, 1);
const narrow = new Lane(1, 1, 1);

function queue() {
  let emptied = 0;
  const waiting = new WaitQueue(() => {
    emptied += 1;
  });
  const add = (lane: Lane, deadline: number, signal = new AbortController().signal) => {
    const outcome = waiting.add({ model: 'any', exclude: new Set(), signal }, lane, deadline);
    outcome.catch(() => {});
    return outcome;
  };
  return { waiting, add, emptied: () => emptied };
}

it('names the lanes in which somebody waits, and no other', () => {
  const { waiting, add } = queue();
  const gone = new AbortController();
  void add(narrow, 100);
  void add(wide, 100, gone.signal);
  expect([...waiting.lanes()]).toEqual([narrow, wide]);
  gone.abort();
  expect([...waiting.lanes()]).toEqual([narrow]);
});

it('tells the deadline of the first in line, and when the last has left', () => {
  const { waiting, add, emptied } = queue();
  void add(wide, 100);
  void add(wide, 200);
  for (const [place, waiter] of [...waiting].entries()) {
    expect(waiting.soonestDeadline).toBe((place + 1) * 100);
    expect(emptied()).toBe(0);
    waiter.refuse(new Error('no'));
  }
  expect([waiting.size, waiting.soonestDeadline, emptied()]).toEqual([0, Number.POSITIVE_INFINITY, 1]);
});

it('stops listening to a signal once the waiter has left', () => {
  const { waiting, add, emptied } = queue();
  const client = new AbortController();
  void add(wide, 100, client.signal);
  for (const waiter of waiting) waiter.refuse(new Error('no'));
  client.abort();
  expect(emptied()).toBe(1);
});
