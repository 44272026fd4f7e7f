import { setTimeout as delay } from 'node:timers/promises';

const everyMs = 200;

/** Asks again and again until the answer is true; tells whether it was within the time. @throws the signal's reason */
export async function eventually(ask: () => Promise<boolean>, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!(await ask())) {
    if (performance.now() > deadline) return false;
    await delay(everyMs, undefined, { signal });
  }
  return true;
}

/** Does all the work at once; the first failure ends what is still under way. @throws that failure, or the signal's reason */
export async function together<W, T>(
  items: readonly W[],
  outer: AbortSignal,
  work: (item: W, signal: AbortSignal) => Promise<T>,
): Promise<T[]> {
  const failure = new AbortController();
  const signal = AbortSignal.any([failure.signal, outer]);
  const results = await Promise.all(
    items.map(async (item) => {
      try {
        return [await work(item, signal)];
      } catch (error) {
        failure.abort(error);
        return [];
      }
    }),
  );
  signal.throwIfAborted();
  return results.flat(1) as T[];
}
