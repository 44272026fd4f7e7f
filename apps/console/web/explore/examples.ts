/** Queries to start from, each with what it answers. */
export const examples: readonly { readonly text: string; readonly expr: string }[] = [
  {
    text: 'The breaker of every key: 0 closed, 1 half-open, 2 open',
    expr: 'max by (provider, key_id) (circuit_breaker_state)',
  },
  {
    text: 'Requests per second, by how they ended',
    expr: 'sum by (provider, outcome) (rate(gateway_requests_total[1m]))',
  },
  {
    text: 'The time within which 95 % of requests are answered, in seconds',
    expr: 'histogram_quantile(0.95, sum by (provider, le) (rate(gateway_request_duration_seconds_bucket[5m])))',
  },
  {
    text: 'Calls per second to each provider, by status',
    expr: 'sum by (api, status) (rate(api_calls_total[1m]))',
  },
];
