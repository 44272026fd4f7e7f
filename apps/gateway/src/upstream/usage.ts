import { count, fields } from './json.ts';
import type { Usage } from './types.ts';

/** Usage of the chat API, with DeepSeek's and older Perplexity's names for its parts; undefined when there is none. */
export function chatUsage(value: unknown): Usage | undefined {
  const { prompt_tokens, completion_tokens, ...parts } = fields(value);
  if (prompt_tokens === undefined && completion_tokens === undefined) return undefined;
  const { prompt_cache_hit_tokens, reasoning_tokens, prompt_tokens_details, completion_tokens_details } = parts;
  const { cached_tokens } = fields(prompt_tokens_details);
  const { reasoning_tokens: reasoning } = fields(completion_tokens_details);
  return {
    prompt: count(prompt_tokens),
    completion: count(completion_tokens),
    cached: count(prompt_cache_hit_tokens ?? cached_tokens),
    reasoning: count(reasoning ?? reasoning_tokens),
  };
}

/** Usage of the Agent and responses API; the cost is the provider's own and counted only in US dollars. */
export function agentUsage(value: unknown): Usage | undefined {
  const { input_tokens, output_tokens, input_tokens_details, output_tokens_details, cost } = fields(value);
  if (input_tokens === undefined && output_tokens === undefined) return undefined;
  const { cached_tokens, cache_read_input_tokens } = fields(input_tokens_details);
  const { reasoning_tokens } = fields(output_tokens_details);
  const { total_cost, currency = 'USD' } = fields(cost);
  return {
    prompt: count(input_tokens),
    completion: count(output_tokens),
    cached: count(cached_tokens ?? cache_read_input_tokens),
    reasoning: count(reasoning_tokens),
    ...(typeof total_cost === 'number' && currency === 'USD' && { costUsd: count(total_cost) }),
  };
}
