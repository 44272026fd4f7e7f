import type { MetricDefinition } from '../definition.ts';

/** What every program says about itself. */
export const serviceMetrics = {
  service_health_check_status: {
    type: 'gauge',
    help: 'Last result of a health check: 1 passed, 0 failed.',
    labels: ['check_name'],
  },
  service_health_check_duration_seconds: {
    type: 'histogram',
    help: 'Time of one health check in seconds; a check that ran into its time-out counts with it.',
    labels: ['check_name'],
    buckets: [0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  service_dependency_status: {
    type: 'gauge',
    help: 'Whether something the program depends on was usable when last looked at: 1 yes, 0 no.',
    labels: ['dependency'],
  },
} as const satisfies Record<string, MetricDefinition>;
