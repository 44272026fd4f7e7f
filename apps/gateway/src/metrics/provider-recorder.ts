import {
  type Counter,
  type CounterChild,
  callStatuses,
  type Registry,
  requestOutcomes,
  tokenTypes,
} from '@switchgear/telemetry';

export type CallStatus = (typeof callStatuses)[number];
export type RequestOutcome = (typeof requestOutcomes)[number];
export type TokenType = (typeof tokenTypes)[number];

/** Causes that a healthy gateway meets sooner or later; their counters start at 0. */
const errorTypes = ['unauthorized', 'payment_required', 'timeout', 'connection', 'server_error', 'stream_cut'];

type Children<K extends string> = Readonly<Record<K, CounterChild>>;

/** All series of one provider, resolved once: to record is to add to plain numbers. */
export class ProviderRecorder {
  readonly requests: Children<RequestOutcome>;
  readonly calls: Children<CallStatus>;
  /** The same calls under the provider's own metric name, for the two providers that have one. */
  readonly namedCalls: Children<CallStatus> | undefined;
  readonly errors: OpenChildren;
  readonly failovers: OpenChildren;
  readonly tokens: Children<TokenType>;
  readonly rateLimits: CounterChild;
  readonly costUsd: CounterChild;
  readonly unavailable: CounterChild;
  readonly requestSeconds: { observe(value: number): void };
  readonly callSeconds: { observe(value: number): void };
  readonly firstTokenSeconds: { observe(value: number): void };
  readonly limit: { set(value: number): void };
  readonly remaining: { set(value: number): void };

  constructor(registry: Registry, provider: string) {
    const api = { api: provider };
    const requests = registry.counter('gateway_requests_total');
    const calls = registry.counter('api_calls_total');
    const errors = registry.counter('api_errors_total');
    const failovers = registry.counter('api_failovers_total');
    const tokens = registry.counter('api_tokens_used_total');
    const named = namedCallsCounter(registry, provider);

    this.requests = each(requestOutcomes, (outcome) => requests.labels({ provider, outcome }));
    this.calls = each(callStatuses, (status) => calls.labels({ ...api, status }));
    this.namedCalls = named && each(callStatuses, (status) => named.labels({ ...api, status }));
    this.errors = new OpenChildren(errorTypes, (error_type) => errors.labels({ ...api, error_type }));
    this.failovers = new OpenChildren([...errorTypes, 'rate_limit'], (reason) => failovers.labels({ ...api, reason }));
    this.tokens = each(tokenTypes, (type) => tokens.labels({ ...api, type }));
    this.rateLimits = registry.counter('api_rate_limits_total').labels(api);
    this.costUsd = registry.counter('api_cost_usd_total').labels(api);
    this.unavailable = registry.counter('api_unavailable_total').labels(api);
    this.requestSeconds = registry.histogram('gateway_request_duration_seconds').labels({ provider });
    this.callSeconds = registry.histogram('api_request_duration_seconds').labels(api);
    this.firstTokenSeconds = registry.histogram('api_time_to_first_token_seconds').labels(api);
    this.limit = registry.gauge('api_rate_limit_limit').labels(api);
    this.remaining = registry.gauge('api_rate_limit_remaining').labels(api);
  }
}

type NamedCalls = Counter<'deepseek_api_calls_total'> | Counter<'perplexity_api_calls_total'>;

function namedCallsCounter(registry: Registry, provider: string): NamedCalls | undefined {
  if (provider === 'deepseek') return registry.counter('deepseek_api_calls_total');
  if (provider === 'perplexity') return registry.counter('perplexity_api_calls_total');
  return undefined;
}

function each<K extends string>(values: readonly K[], resolve: (value: K) => CounterChild): Children<K> {
  return Object.fromEntries(values.map((value) => [value, resolve(value)])) as Record<K, CounterChild>;
}

/** Series of a label whose values are not all known beforehand. */
class OpenChildren {
  readonly #known = new Map<string, CounterChild>();
  readonly #resolve: (value: string) => CounterChild;

  constructor(values: readonly string[], resolve: (value: string) => CounterChild) {
    this.#resolve = resolve;
    for (const value of values) this.get(value);
  }

  get(value: string): CounterChild {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const child = this.#resolve(value);
    this.#known.set(value, child);
    return child;
  }
}
