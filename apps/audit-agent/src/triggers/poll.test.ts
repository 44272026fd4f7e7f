import { afterEach, expect, it, vi } from 'vitest';
import { AuditError } from '../errors.ts';
import type { Fault } from '../model.ts';
import { createPoll } from './poll.ts';

afterEach(() => void vi.useRealTimers());

function pollOf(look: () => void | Promise<void>) {
  const faults: Fault[] = [];
  const poll = createPoll({ look, pauseMs: () => 100, type: 'tree', onFault: (fault) => faults.push(fault) });
  return { poll, faults };
}

it('looks at once and again after each pause, until it is stopped', async () => {
  vi.useFakeTimers();
  const look = vi.fn();
  const { poll } = pollOf(look);
  poll.start();
  await vi.advanceTimersByTimeAsync(250);
  expect(look).toHaveBeenCalledTimes(3);
  await poll.stop();
  await vi.advanceTimersByTimeAsync(1000);
  await poll.look();
  expect(look).toHaveBeenCalledTimes(3);
  expect(vi.getTimerCount()).toBe(0);
});

it('never looks twice at once, and the stop waits for a look that is under way', async () => {
  let running = 0;
  const seen: number[] = [];
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { poll } = pollOf(async () => {
    running += 1;
    seen.push(running);
    await gates[seen.length - 1]?.promise;
    running -= 1;
  });
  const first = poll.look();
  const second = poll.look();
  gates[0]?.resolve();
  await first;
  await vi.waitFor(() => expect(seen).toEqual([1, 1]));
  let isStopped = false;
  const stopped = poll.stop().then(() => {
    isStopped = true;
  });
  await Promise.resolve();
  expect(isStopped).toBe(false);
  gates[1]?.resolve();
  await Promise.all([second, stopped]);
  expect(running).toBe(0);
});

it('tells a fault once until it changes or has been over', async () => {
  const errors = ['a', 'a', new AuditError('state', 'b'), 'b', undefined, 'b'];
  const { poll, faults } = pollOf(() => {
    const error = errors.shift();
    if (error !== undefined) throw typeof error === 'string' ? new Error(error) : error;
  });
  for (let count = 0; count < 6; count += 1) await poll.look();
  expect(faults).toEqual([
    { type: 'tree', message: 'a' },
    { type: 'state', message: 'b' },
    { type: 'tree', message: 'b' },
  ]);
});
