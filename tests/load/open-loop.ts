import { setTimeout as delay } from 'node:timers/promises';

export interface OpenLoop {
  readonly perSecond: number;
  readonly seconds: number;
  /** Started at its time whether or not earlier ones have ended. */
  readonly start: (number: number) => Promise<void>;
}

/** Starts calls at a steady rate; resolves when all have ended. */
export async function openLoop({ perSecond, seconds, start }: OpenLoop): Promise<void> {
  const total = Math.round(perSecond * seconds);
  const begin = performance.now();
  const running = new Set<Promise<void>>();
  for (let number = 0; number < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - begin) / 1000) * perSecond) + 1);
    for (; number < due; number++) {
      const call = start(number).finally(() => running.delete(call));
      running.add(call);
    }
    await delay(2);
  }
  await Promise.all(running);
}
