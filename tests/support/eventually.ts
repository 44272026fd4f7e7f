import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** Default: 30 s, three scrapes of Prometheus. */
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * Runs an assertion again and again until it holds, and hands on what it returns.
 *
 * @throws what the assertion last threw, once the time is up
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { withinMs = 30_000, everyMs = 100 }: EventuallyOptions = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(everyMs);
    }
  }
}
