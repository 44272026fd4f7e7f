/** The uid of each dashboard: the last part of its address. */
export const dashboardUids = [
  'system-health',
  'test-watcher-performance',
  'audit-agent-metrics',
  'api-metrics',
  'circuit-breaker',
] as const;

export type DashboardUid = (typeof dashboardUids)[number];
