import type { MetricDefinition } from '../definition.ts';

/** How one call to a provider ended; `rate_limit` is an answer 429. */
export const callStatuses = ['success', 'error', 'rate_limit'] as const;

/** The kinds of tokens that providers bill or report. */
export const tokenTypes = ['prompt', 'completion', 'cached', 'reasoning'] as const;

/** What a configured key can be doing. */
export const keyStatuses = ['active', 'resting', 'quarantined', 'backup'] as const;

const calls = { labels: ['api', 'status'], closed: { status: callStatuses } } as const;

export const apiMetrics = {
  api_calls_total: {
    type: 'counter',
    help: "Calls sent to a provider; the caller's own errors and aborts are not counted.",
    ...calls,
  },
  deepseek_api_calls_total: { type: 'counter', help: 'Calls sent to DeepSeek, as in api_calls_total.', ...calls },
  perplexity_api_calls_total: { type: 'counter', help: 'Calls sent to Perplexity, as in api_calls_total.', ...calls },
  api_errors_total: {
    type: 'counter',
    help: 'Calls that ended in status error, by cause.',
    labels: ['api', 'error_type'],
  },
  api_rate_limits_total: {
    type: 'counter',
    help: 'Answers 429, and calls refused because every key rests from one.',
    labels: ['api'],
  },
  api_rate_limit_limit: {
    type: 'gauge',
    help: 'Requests that the provider allows per window, as it last said.',
    labels: ['api'],
  },
  api_rate_limit_remaining: {
    type: 'gauge',
    help: 'Requests left in the window, as the provider last said.',
    labels: ['api'],
  },
  api_request_duration_seconds: {
    type: 'histogram',
    help: 'Time of one call to a provider until the end of its answer, in seconds.',
    labels: ['api'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 120, 300],
  },
  api_time_to_first_token_seconds: {
    type: 'histogram',
    help: 'Time of one streamed call until its first token, in seconds; keep-alives do not count.',
    labels: ['api'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60],
  },
  api_tokens_used_total: {
    type: 'counter',
    help: 'Tokens as reported by the provider; cached are part of prompt, reasoning part of completion.',
    labels: ['api', 'type'],
    closed: { type: tokenTypes },
  },
  api_cost_usd_total: { type: 'counter', help: 'Cost of the calls in US dollars.', labels: ['api'] },
  api_failovers_total: {
    type: 'counter',
    help: 'Times a request moved on from one key to the next, by reason.',
    labels: ['api', 'reason'],
  },
  api_unavailable_total: {
    type: 'counter',
    help: 'Calls refused because no key of the provider could take them.',
    labels: ['api'],
  },
  api_keys: {
    type: 'gauge',
    help: 'Configured keys of a provider by what they are doing.',
    labels: ['api', 'status'],
    closed: { status: keyStatuses },
  },
} as const satisfies Record<string, MetricDefinition>;
