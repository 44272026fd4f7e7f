import { expect, it } from 'vitest';
import { waitingFor, waitingSince } from './waiting.ts';

it('the oldest call without an answer tells since when is waited, however calls end', async () => {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const calls = [waitingFor(first.promise, 1), waitingFor(second.promise, 2).catch(() => 'failed')];
  expect(waitingSince()).toBe(1);
  first.resolve();
  await calls[0];
  expect(waitingSince()).toBe(2);
  second.reject(new Error('down'));
  expect(await calls[1]).toBe('failed');
  expect(waitingSince()).toBeUndefined();
});
