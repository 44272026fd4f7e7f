/**
 * Lets only so many jobs run at once; the others wait for their turn. One that was cancelled while it waited never
 * starts.
 */
export function lanes(most: number) {
  let free = most;
  const waiting: (() => void)[] = [];
  return async <T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      signal?.throwIfAborted();
      return await job();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
