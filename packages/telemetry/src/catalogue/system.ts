import type { MetricDefinition } from '../definition.ts';

/** Load of the machine; emitted by the gateway alone, so that one machine is counted once. */
export const systemMetrics = {
  system_cpu_percent: { type: 'gauge', help: 'CPU use of the machine in percent of all cores, 0 to 100.', labels: [] },
  system_memory_percent: {
    type: 'gauge',
    help: 'Memory of the machine that is not available to new work, in percent, 0 to 100.',
    labels: [],
  },
  system_disk_percent: {
    type: 'gauge',
    help: 'Used space of the file system that holds a path, in percent, 0 to 100.',
    labels: ['path'],
  },
} as const satisfies Record<string, MetricDefinition>;
