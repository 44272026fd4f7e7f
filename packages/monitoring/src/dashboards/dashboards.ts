import type { Setup } from '../setup.ts';
import { apiMetrics } from './api-metrics/dashboard.ts';
import { auditAgentMetrics } from './audit-agent-metrics/dashboard.ts';
import { circuitBreaker } from './circuit-breaker/dashboard.ts';
import { build } from './house/board.ts';
import { systemHealth } from './system-health/dashboard.ts';
import { testWatcherPerformance } from './test-watcher-performance/dashboard.ts';

/** A dashboard below `monitoring/`, as classic JSON of Grafana. */
export interface DashboardFile {
  readonly path: string;
  readonly dashboard: object;
}

/** Every dashboard of a setup, with links to the others; a disabled agent has none. */
export function dashboards(setup: Setup): DashboardFile[] {
  const { components } = setup;
  const boards = [
    systemHealth(setup),
    ...(components.includes('test-watcher') ? [testWatcherPerformance()] : []),
    ...(components.includes('audit-agent') ? [auditAgentMetrics()] : []),
    apiMetrics(setup),
    circuitBreaker(setup),
  ];
  return boards.map((board) => ({
    path: `grafana/dashboards/${board.uid}.json`,
    dashboard: build(
      board,
      boards.filter((other) => other !== board),
    ),
  }));
}
