import { counter, gauge, histogram } from '../definition.ts';

/** Every accepted request ends in exactly one of these. */
export const requestOutcomes = [
  'success',
  'caller_error',
  'client_abort',
  'upstream_error',
  'unavailable',
  'stream_cut',
] as const;

export const gatewayMetrics = {
  gateway_requests_total: counter(
    ['provider', 'outcome'],
    'Accepted requests by how they ended; each request counts once.',
    { outcome: requestOutcomes },
  ),
  gateway_request_duration_seconds: histogram(
    ['provider'],
    'Time from the arrival of a request to the end of its answer, in seconds.',
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 120, 300],
  ),
};

/** Load of the machine; emitted by the gateway alone, so that one machine is counted once. */
export const systemMetrics = {
  system_cpu_percent: gauge([], 'CPU use of the machine in percent of all cores, 0 to 100.'),
  system_memory_percent: gauge([], 'Memory of the machine that is not available to new work, in percent, 0 to 100.'),
  system_disk_percent: gauge(['path'], 'Used space of the file system that holds a path, in percent, 0 to 100.'),
};
