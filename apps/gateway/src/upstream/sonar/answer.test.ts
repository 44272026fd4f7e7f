import { describe, expect, it } from 'vitest';
import { agentRun } from '../testing/dialects.ts';
import { faults } from '../testing/requests.ts';
import { translateAnswer } from './answer.ts';

const translate = (response: unknown) => {
  const { body, usage } = translateAnswer(Buffer.from(JSON.stringify(response)), faults);
  return { body: JSON.parse(body), usage };
};

describe('an answer of the Agent API as a chat completion', () => {
  it('has the shape of Sonar, sources, searches and costs included', () => {
    const { body, usage } = translate(agentRun);
    expect(body).toEqual({
      id: 'resp_1',
      object: 'chat.completion',
      created: 1,
      model: 'perplexity/sonar',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Grüße' }, finish_reason: 'stop' }],
      citations: ['https://a.example/'],
      search_results: [{ id: 1, url: 'https://a.example/', title: 'A' }],
      usage: {
        prompt_tokens: 20,
        completion_tokens: 8,
        total_tokens: 28,
        prompt_tokens_details: { cached_tokens: 5 },
        completion_tokens_details: { reasoning_tokens: 3 },
        num_search_queries: 2,
        cost: { input_tokens_cost: 0.001, output_tokens_cost: 0.002, request_cost: 0.003, total_cost: 0.006 },
      },
    });
    expect(usage?.costUsd).toBe(0.006);
  });

  it('names each source once, and none when nothing was searched', () => {
    const results = ['a', 'b', 'a'].map((url) => ({ url }));
    const output = [
      { type: 'search_results', results: results.slice(0, 2) },
      { type: 'search_results', results: results.slice(2) },
    ];
    expect(translate({ ...agentRun, output }).body).toMatchObject({ citations: ['a', 'b'], search_results: results });
    expect(translate({ ...agentRun, output: [] }).body).not.toHaveProperty('citations');
  });

  it('tells function calls', () => {
    const output = [{ type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'f', arguments: '{}' }];
    expect(translate({ ...agentRun, output }).body.choices).toEqual([
      {
        index: 0,
        message: {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
        },
        finish_reason: 'tool_calls',
      },
    ]);
  });

  it.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'content_filter'],
  ])('cut short for %s ends with %s', (reason, finish_reason) => {
    const response = { ...agentRun, status: 'incomplete', incomplete_details: { reason } };
    expect(translate(response).body.choices[0]).toMatchObject({ finish_reason });
  });
});
