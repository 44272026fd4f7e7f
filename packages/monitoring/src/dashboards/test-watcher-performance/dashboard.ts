import type { Board } from '../house/board.ts';
import { interval } from '../house/variables.ts';
import { apiCalls, executionTime, passRate, runsByStatus, waitingTime } from './runs.ts';
import {
  errorRate,
  errorsByType,
  filesInQueue,
  filesProcessed,
  memoryUsage,
  recoveredEvents,
  status,
  verdict,
} from './watcher.ts';

/** Whether changes of the code base are tested, how soon, and with what result. */
export function testWatcherPerformance(): Board {
  return {
    uid: 'test-watcher-performance',
    title: 'TestWatcher Performance',
    description: 'Whether changes of the code base are tested, how soon, and with what result.',
    services: ['testing'],
    variables: [interval('5m')],
    rows: [
      {
        title: 'Now',
        height: 4,
        panels: [
          [verdict(), 5],
          [status(), 5],
          [filesProcessed(), 5],
          [filesInQueue(), 5],
          [errorRate(), 4],
        ],
      },
      {
        title: 'Test Runs',
        height: 8,
        panels: [
          [runsByStatus(), 8],
          [passRate(), 8],
          [executionTime(), 8],
        ],
      },
      {
        title: 'Watcher',
        height: 8,
        panels: [
          [waitingTime(), 8],
          [apiCalls(), 8],
          [memoryUsage(), 8],
          [errorsByType(), 12],
          [recoveredEvents(), 12],
        ],
      },
    ],
  };
}
