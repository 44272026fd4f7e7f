import type { World } from '../world.ts';
import { platform } from './platform.ts';
import { interval } from './time.ts';

/** Nothing is wrong, though much is busy. */
export const healthy: World = {
  name: 'healthy',
  intervalSeconds: interval,
  series: platform,
  expected: ['Watchdog'],
};
