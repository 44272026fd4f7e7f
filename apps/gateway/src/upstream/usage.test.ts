import { describe, expect, it } from 'vitest';
import { agentUsage, chatUsage } from './usage.ts';

describe('usage', () => {
  it('is read from the chat API in the words of OpenAI and of DeepSeek', () => {
    const openai = {
      prompt_tokens: 9,
      completion_tokens: 4,
      prompt_tokens_details: { cached_tokens: 2 },
      completion_tokens_details: { reasoning_tokens: 1 },
    };
    expect(chatUsage(openai)).toEqual({ prompt: 9, completion: 4, cached: 2, reasoning: 1 });
    const deepseek = {
      prompt_tokens: 9,
      completion_tokens: 4,
      prompt_cache_hit_tokens: 6,
      prompt_cache_miss_tokens: 3,
    };
    expect(chatUsage(deepseek)).toEqual({ prompt: 9, completion: 4, cached: 6, reasoning: 0 });
  });

  it('is read from the Agent API with its cost', () => {
    const usage = { input_tokens: 9, output_tokens: 4, cost: { currency: 'USD', total_cost: 0.01 } };
    expect(agentUsage(usage)).toEqual({ prompt: 9, completion: 4, cached: 0, reasoning: 0, costUsd: 0.01 });
    expect(agentUsage({ ...usage, cost: { currency: 'EUR', total_cost: 0.01 } })).not.toHaveProperty('costUsd');
  });

  it('is nothing where there is none, and 0 where it is nonsense', () => {
    for (const none of [undefined, null, {}, [], 'x']) {
      expect(chatUsage(none)).toBeUndefined();
      expect(agentUsage(none)).toBeUndefined();
    }
    const odd = { prompt_tokens: -1, completion_tokens: Number.NaN, prompt_tokens_details: 'x' };
    expect(chatUsage(odd)).toEqual({ prompt: 0, completion: 0, cached: 0, reasoning: 0 });
    const huge = { input_tokens: 1e300, output_tokens: 7, cost: { total_cost: 1e300 } };
    expect(agentUsage(huge)).toEqual({ prompt: 0, completion: 7, cached: 0, reasoning: 0, costUsd: 0 });
  });
});
