import { createRegistry } from '@switchgear/telemetry';
import { afterEach, expect, test, vi } from 'vitest';
import { firstScrape } from './first-scrape.ts';

afterEach(() => {
  vi.useRealTimers();
});

function waiting(timeoutMs: number) {
  vi.useFakeTimers();
  const registry = createRegistry({ processMetrics: false });
  let isOver = false;
  void firstScrape(registry, timeoutMs).then(() => {
    isOver = true;
  });
  return { registry, isOver: () => isOver };
}

test('what is counted after it is not part of the first scrape', async () => {
  const { registry, isOver } = waiting(15_000);
  await vi.advanceTimersByTimeAsync(14_000);
  expect(isOver()).toBe(false);
  for await (const _slice of registry.expose()) expect(isOver()).toBe(false);
  await vi.advanceTimersByTimeAsync(500);
  expect(isOver()).toBe(true);
});

test('without a scrape it is over when the time is', async () => {
  const { isOver } = waiting(15_000);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(isOver()).toBe(true);
});
