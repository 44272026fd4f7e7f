import type { Board } from '../house/board.ts';
import { interval } from '../house/variables.ts';
import {
  activeTasks,
  commitsDetected,
  errorRate,
  markersFound,
  runsByTrigger,
  runTime,
  sinceLastRun,
  totalRuns,
} from './audits.ts';
import { coverageTrend, testCoverage } from './coverage.ts';

/** Test coverage, and whether the audits that measure it take place. */
export function auditAgentMetrics(): Board {
  return {
    uid: 'audit-agent-metrics',
    title: 'AuditAgent Metrics',
    description: 'Test coverage, and whether the audits that measure it take place.',
    services: ['audit'],
    variables: [interval('4h')],
    rows: [
      {
        title: 'Totals',
        height: 4,
        panels: [
          [totalRuns(), 5],
          [sinceLastRun(), 5],
          [markersFound(), 5],
          [commitsDetected(), 5],
          [activeTasks(), 4],
        ],
      },
      {
        title: 'Coverage',
        height: 8,
        panels: [
          [testCoverage(), 6],
          [coverageTrend(), 18],
        ],
      },
      {
        title: 'Audits',
        height: 8,
        panels: [
          [runsByTrigger(), 8],
          [runTime(), 8],
          [errorRate(), 8],
        ],
      },
    ],
  };
}
