import type { Setup } from '../../setup.ts';
import type { Board } from '../house/board.ts';
import { breakerProvider, interval, key } from '../house/variables.ts';
import { alertSummary, refusedCallers, requestRate } from './calls.ts';
import { failureCount, halfOpenSuccesses } from './counts.ts';
import { keysOpen, openKeys, openShare } from './open.ts';
import { states, timeInStates } from './states.ts';
import { timeOpen, transitions, tripCounter, tripsByKey } from './trips.ts';

/** The breakers of all keys: which are open, why, and whether callers suffer. */
export function circuitBreaker({ links }: Setup): Board {
  return {
    uid: 'circuit-breaker',
    title: 'Circuit Breaker',
    description: 'The breakers of all keys: which are open, why, and whether callers suffer.',
    services: ['llm-api'],
    variables: [breakerProvider(), key(), interval('10m')],
    rows: [
      {
        title: 'Now',
        height: 6,
        panels: [
          [keysOpen(), 4],
          [openShare(), 4],
          [tripCounter(), 4],
          [openKeys(), 12],
        ],
      },
      { title: 'Alerts', height: 6, panels: [[alertSummary(links), 24]] },
      {
        title: 'States',
        height: 9,
        panels: [
          [states(), 16],
          [timeInStates(), 8],
          [failureCount(), 8],
          [halfOpenSuccesses(), 8],
          [transitions(), 8],
        ],
      },
      {
        title: 'Calls and Trips',
        height: 8,
        panels: [
          [requestRate(), 12],
          [refusedCallers(), 12],
          [tripsByKey(), 12],
          [timeOpen(), 12],
        ],
      },
    ],
  };
}
