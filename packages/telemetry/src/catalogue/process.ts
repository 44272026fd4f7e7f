import { counter, gauge, histogram } from '../definition.ts';

/**
 * What the registry reports of its own process at each scrape. No program records these; where the system does not
 * say (threads and descriptors outside Linux), the series is absent.
 */
export const processMetrics = {
  process_cpu_user_seconds_total: counter([], 'CPU time in user mode, in seconds.'),
  process_cpu_system_seconds_total: counter([], 'CPU time in system mode, in seconds.'),
  process_cpu_seconds_total: counter([], 'CPU time in all modes, in seconds.'),
  process_start_time_seconds: gauge([], 'When the process started, in seconds since the epoch.'),
  process_resident_memory_bytes: gauge([], 'Resident memory in bytes.'),
  process_virtual_memory_bytes: gauge([], 'Virtual memory in bytes.'),
  process_heap_bytes: gauge([], 'Data segment of the process in bytes.'),
  process_open_fds: gauge([], 'Open file descriptors.'),
  process_max_fds: gauge([], 'File descriptors that the process may open.'),
  process_threads: gauge([], 'Threads of the process, as the operating system counts them.'),
  service_uptime_seconds: gauge([], 'Time since the process started, in seconds.'),
};

/** What every program says about itself. */
export const serviceMetrics = {
  service_health_check_status: gauge(['check_name'], 'Last result of a health check: 1 passed, 0 failed.'),
  service_health_check_duration_seconds: histogram(
    ['check_name'],
    'Time of one health check in seconds; a check that ran into its time-out counts with it.',
    [0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  ),
  service_dependency_status: gauge(
    ['dependency'],
    'Whether something the program depends on was usable when last looked at: 1 yes, 0 no.',
  ),
};
