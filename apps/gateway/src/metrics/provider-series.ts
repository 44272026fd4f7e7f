import { type CounterChild, callStatuses, type Registry, requestOutcomes, tokenTypes } from '@switchgear/telemetry';

/** Causes that a healthy gateway meets sooner or later; their counters start at 0. */
const errorTypes = ['unauthorized', 'payment_required', 'timeout', 'connection', 'server_error', 'stream_cut'];

export type ProviderSeries = ReturnType<typeof providerSeries>;

/** All series of one provider, resolved once: to record is to add to plain numbers. */
export function providerSeries(registry: Registry, provider: string, now: () => number) {
  const api = { api: provider };
  const requests = registry.counter('gateway_requests_total');
  const calls = registry.counter('api_calls_total');
  const errors = registry.counter('api_errors_total');
  const failovers = registry.counter('api_failovers_total');
  const tokens = registry.counter('api_tokens_used_total');
  const named = namedCallsCounter(registry, provider);
  return {
    requests: each(requestOutcomes, (outcome) => requests.labels({ provider, outcome })),
    calls: each(callStatuses, (status) => calls.labels({ ...api, status })),
    /** The same calls under the provider's own metric name, for the two providers that have one. */
    namedCalls: named && each(callStatuses, (status) => named.labels({ ...api, status })),
    error: remembering(errorTypes, (error_type) => errors.labels({ ...api, error_type })),
    failover: remembering([...errorTypes, 'rate_limit'], (reason) => failovers.labels({ ...api, reason })),
    tokens: each(tokenTypes, (type) => tokens.labels({ ...api, type })),
    rateLimits: registry.counter('api_rate_limits_total').labels(api),
    costUsd: registry.counter('api_cost_usd_total').labels(api),
    unavailable: registry.counter('api_unavailable_total').labels(api),
    requestSeconds: registry.histogram('gateway_request_duration_seconds').labels({ provider }),
    callSeconds: registry.histogram('api_request_duration_seconds').labels(api),
    firstTokenSeconds: registry.histogram('api_time_to_first_token_seconds').labels(api),
    quota: quotaSeries(registry, api, now),
  };
}

/** Both gauges end with the quota that they tell of: the next one is known with the next answer. */
function quotaSeries(registry: Registry, api: { readonly api: string }, now: () => number) {
  const quota: { limit?: number; remaining?: number; endsAt: number } = { endsAt: 0 };
  registry
    .gauge('api_rate_limit_limit')
    .labels(api)
    .readFrom(() => (now() < quota.endsAt ? quota.limit : undefined));
  registry
    .gauge('api_rate_limit_remaining')
    .labels(api)
    .readFrom(() => (now() < quota.endsAt ? quota.remaining : undefined));
  return quota;
}

function namedCallsCounter(registry: Registry, provider: string) {
  if (provider === 'deepseek') return registry.counter('deepseek_api_calls_total');
  return provider === 'perplexity' ? registry.counter('perplexity_api_calls_total') : undefined;
}

function each<K extends string>(values: readonly K[], resolve: (value: K) => CounterChild): Record<K, CounterChild> {
  return Object.fromEntries(values.map((value) => [value, resolve(value)])) as Record<K, CounterChild>;
}

/** What `make` made of a name, once for each; of the known names from the start. */
export function remembering<T>(known: Iterable<string>, make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  const of = (name: string): T => {
    let one = made.get(name);
    if (one === undefined) {
      one = make(name);
      made.set(name, one);
    }
    return one;
  };
  for (const name of known) of(name);
  return of;
}
