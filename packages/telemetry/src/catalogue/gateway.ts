import type { MetricDefinition } from '../definition.ts';

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
  gateway_requests_total: {
    type: 'counter',
    help: 'Accepted requests by how they ended; each request counts once.',
    labels: ['provider', 'outcome'],
    closed: { outcome: requestOutcomes },
  },
  gateway_request_duration_seconds: {
    type: 'histogram',
    help: 'Time from the arrival of a request to the end of its answer, in seconds.',
    labels: ['provider'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 120, 300],
  },
} as const satisfies Record<string, MetricDefinition>;
