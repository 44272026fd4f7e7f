import { createHook } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Breaker } from '@switchgear/breaker';
import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import Opossum from 'opossum';
import { leanOpossum } from './peers.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const work = async () => 1;

/** Heap bytes and timers of one fresh, idle breaker. */
export interface Footprint {
  readonly name: string;
  readonly bytes: number;
  readonly timers: number;
}

export function footprints(): Footprint[] {
  return [
    weigh('switchgear', 10_000, () => new Breaker()),
    weigh('switchgear, own options', 10_000, () => new Breaker({ failureThreshold: 4, timeoutMs: 30_000 })),
    weigh('cockatiel, consecutive', 10_000, () =>
      circuitBreaker(handleAll, { halfOpenAfter: 60_000, breaker: new ConsecutiveBreaker(5) }),
    ),
    weigh(
      'opossum, lean',
      500,
      () => new Opossum(work, { ...leanOpossum }),
      (breaker) => breaker.shutdown(),
    ),
    weigh(
      'opossum, default',
      500,
      () => new Opossum(work),
      (breaker) => breaker.shutdown(),
    ),
  ];
}

// opossum takes its timers off the event loop's count, so they are counted where they are made.
let timers = 0;
const timerHook = createHook({
  init: (_id, type) => {
    if (type === 'Timeout') timers++;
  },
});

function weigh<T>(name: string, count: number, make: () => T, dispose?: (made: T) => void): Footprint {
  const made = new Array<T>(count);
  timers = 0;
  timerHook.enable();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < count; index++) made[index] = make();
  collect();
  const bytes = (process.memoryUsage().heapUsed - before) / count;
  timerHook.disable();
  if (dispose) made.forEach(dispose);
  return { name, bytes, timers: timers / count };
}
