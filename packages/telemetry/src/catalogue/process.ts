import type { MetricDefinition } from '../definition.ts';

/**
 * What the registry reports of its own process at each scrape. No program records these; where the system does not
 * say (threads and descriptors outside Linux), the series is absent.
 */
export const processMetrics = {
  process_cpu_user_seconds_total: { type: 'counter', help: 'CPU time in user mode, in seconds.', labels: [] },
  process_cpu_system_seconds_total: { type: 'counter', help: 'CPU time in system mode, in seconds.', labels: [] },
  process_cpu_seconds_total: { type: 'counter', help: 'CPU time in all modes, in seconds.', labels: [] },
  process_start_time_seconds: {
    type: 'gauge',
    help: 'When the process started, in seconds since the epoch.',
    labels: [],
  },
  process_resident_memory_bytes: { type: 'gauge', help: 'Resident memory in bytes.', labels: [] },
  process_virtual_memory_bytes: { type: 'gauge', help: 'Virtual memory in bytes.', labels: [] },
  process_heap_bytes: { type: 'gauge', help: 'Data segment of the process in bytes.', labels: [] },
  process_open_fds: { type: 'gauge', help: 'Open file descriptors.', labels: [] },
  process_max_fds: { type: 'gauge', help: 'File descriptors that the process may open.', labels: [] },
  process_threads: { type: 'gauge', help: 'Threads of the process, as the operating system counts them.', labels: [] },
  service_uptime_seconds: { type: 'gauge', help: 'Time since the process started, in seconds.', labels: [] },
} as const satisfies Record<string, MetricDefinition>;
