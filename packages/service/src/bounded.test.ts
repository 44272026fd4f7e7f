import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bounded } from './bounded.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('work within its time gives its result and leaves no timer behind', async () => {
  await expect(bounded('work', 100, async () => 7)).resolves.toBe(7);
  expect(vi.getTimerCount()).toBe(0);
});

test('work that overstays is told to stop, and its wait ends', async () => {
  let aborted = false;
  const waiting = bounded('work', 100, (signal) => {
    signal.addEventListener('abort', () => {
      aborted = true;
    });
    return new Promise<never>(() => {});
  });
  const outcome = expect(waiting).rejects.toMatchObject({ code: 'timeout', message: 'work took longer than 100 ms' });
  await vi.advanceTimersByTimeAsync(99);
  expect(aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await outcome;
  expect(aborted).toBe(true);
});

test('work that fails, also before its first await, rejects with its own error and leaves no timer behind', async () => {
  const fault = new Error('disk full');
  await expect(bounded('work', 100, () => Promise.reject(fault))).rejects.toBe(fault);
  const throwing = (): never => {
    throw fault;
  };
  await expect(bounded('work', 100, throwing)).rejects.toBe(fault);
  expect(vi.getTimerCount()).toBe(0);
});
