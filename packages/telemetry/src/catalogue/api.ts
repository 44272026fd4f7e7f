import { counter, gauge, histogram } from '../definition.ts';

/** How one call to a provider ended; `rate_limit` is an answer 429. */
export const callStatuses = ['success', 'error', 'rate_limit'] as const;

/** The kinds of tokens that providers bill or report. */
export const tokenTypes = ['prompt', 'completion', 'cached', 'reasoning'] as const;

/** What a configured key can be doing. */
export const keyStatuses = ['active', 'resting', 'quarantined', 'backup'] as const;

export const apiMetrics = {
  api_calls_total: counter(
    ['api', 'status'],
    "Calls sent to a provider; the caller's own errors and aborts are not counted.",
    { status: callStatuses },
  ),
  deepseek_api_calls_total: counter(['api', 'status'], 'Calls sent to DeepSeek, as in api_calls_total.', {
    status: callStatuses,
  }),
  perplexity_api_calls_total: counter(['api', 'status'], 'Calls sent to Perplexity, as in api_calls_total.', {
    status: callStatuses,
  }),
  api_errors_total: counter(['api', 'error_type'], 'Calls that ended in status error, by cause.'),
  api_rate_limits_total: counter(['api'], 'Answers 429, and calls refused because every key rests from one.'),
  api_rate_limit_limit: gauge(['api'], 'Requests that the provider allows per window, as it last said.'),
  api_rate_limit_remaining: gauge(['api'], 'Requests left in the window, as the provider last said.'),
  api_request_duration_seconds: histogram(
    ['api'],
    'Time of one call to a provider until the end of its answer, in seconds.',
    [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 120, 300],
  ),
  api_time_to_first_token_seconds: histogram(
    ['api'],
    'Time of one streamed call until its first token, in seconds; keep-alives do not count.',
    [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60],
  ),
  api_tokens_used_total: counter(
    ['api', 'type'],
    'Tokens as reported by the provider; cached are part of prompt, reasoning part of completion.',
    { type: tokenTypes },
  ),
  api_cost_usd_total: counter(['api'], 'Cost of the calls in US dollars.'),
  api_failovers_total: counter(['api', 'reason'], 'Times a request moved on from one key to the next, by reason.'),
  api_unavailable_total: counter(['api'], 'Calls refused because no key of the provider could take them.'),
  api_keys: gauge(['api', 'status'], 'Configured keys of a provider by what they are doing.', { status: keyStatuses }),
};
