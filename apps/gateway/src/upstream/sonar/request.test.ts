import { describe, expect, it } from 'vitest';
import { UpstreamFault } from '../errors.ts';
import { request } from '../testing/requests.ts';
import type { Fault } from '../types.ts';
import { translateRequest } from './request.ts';

const question = [{ role: 'user', content: 'Who?' }];
const translate = (body: Readonly<Record<string, unknown>>, model = 'sonar') =>
  translateRequest(request('chat', { model, messages: question, ...body }, model));
const refusal = (body: Readonly<Record<string, unknown>>, model?: string): Fault => {
  try {
    translate(body, model);
  } catch (error) {
    if (error instanceof UpstreamFault) return error.fault;
    throw error;
  }
  throw new Error('the request was translated');
};

describe('a chat request for the Agent API', () => {
  it('keeps the web search of Sonar', () => {
    expect(translate({})).toEqual({
      model: 'perplexity/sonar',
      input: [{ type: 'message', role: 'user', content: 'Who?' }],
      tools: [{ type: 'web_search' }],
    });
  });

  it.each([
    ['sonar-pro', { preset: 'low' }],
    ['sonar-reasoning-pro', { preset: 'low' }],
    ['sonar-deep-research', { preset: 'medium' }],
    ['pro-search', { preset: 'pro-search' }],
  ])('turns %s into a preset, which brings its own search', (model, chosen) => {
    expect(translate({}, model)).toEqual({ ...chosen, input: expect.anything() });
  });

  it('leaves models of other makers alone', () => {
    expect(translate({}, 'openai/gpt-5.2')).toMatchObject({ model: 'openai/gpt-5.2', tools: [{ type: 'web_search' }] });
  });

  it('renames, moves and reshapes what has a counterpart', () => {
    const schema = { type: 'object' };
    expect(
      translate({
        stream: true,
        temperature: 0.2,
        top_p: 0.9,
        max_tokens: 100,
        reasoning_effort: 'low',
        response_format: { type: 'json_schema', json_schema: { schema } },
        search_domain_filter: ['-example.com'],
        search_recency_filter: 'week',
        num_search_results: 5,
        web_search_options: { search_context_size: 'high', user_location: { country: 'DE' } },
        stream_options: { include_usage: true },
        user: 'u1',
        seed: 7,
      }),
    ).toEqual({
      model: 'perplexity/sonar',
      input: expect.anything(),
      stream: true,
      temperature: 0.2,
      top_p: 0.9,
      max_output_tokens: 100,
      reasoning: { effort: 'low' },
      response_format: { type: 'json_schema', json_schema: { name: 'response', schema } },
      tools: [
        {
          type: 'web_search',
          filters: { search_domain_filter: ['-example.com'], search_recency_filter: 'week' },
          search_context_size: 'high',
          user_location: { country: 'DE' },
          max_results: 5,
        },
      ],
    });
  });

  it('prefers the newer name of the token limit', () => {
    expect(translate({ max_tokens: 1, max_completion_tokens: 2 })).toMatchObject({ max_output_tokens: 2 });
  });

  it('adds options of the search to a preset', () => {
    const search = { type: 'web_search', filters: { search_recency_filter: 'day' } };
    expect(translate({ search_recency_filter: 'day' }, 'sonar-pro')).toMatchObject({ preset: 'low', tools: [search] });
  });

  it('switches the search off', () => {
    expect(translate({ disable_search: true })).not.toHaveProperty('tools');
    expect(translate({ disable_search: true }, 'sonar-pro')).toMatchObject({ max_tool_calls: 0 });
  });

  it('takes functions along', () => {
    const declared = { name: 'f', description: 'd', parameters: {}, strict: true };
    const choice = { type: 'function', function: { name: 'f' } };
    expect(translate({ tools: [{ type: 'function', function: declared }], tool_choice: choice })).toMatchObject({
      tools: [{ type: 'web_search' }, { type: 'function', ...declared }],
      tool_choice: { name: 'f' },
    });
    expect(translate({ tool_choice: 'required' })).toMatchObject({ tool_choice: 'required' });
  });

  it('leaves out what asks for nothing', () => {
    const neutral = {
      n: 1,
      top_k: 0,
      presence_penalty: 0,
      frequency_penalty: 1,
      logprobs: false,
      stop: null,
      logit_bias: {},
      return_images: false,
      return_related_questions: false,
      search_mode: 'web',
      response_format: { type: 'text' },
      web_search_options: {},
    };
    expect(translate(neutral)).toEqual(translate({}));
  });

  it.each([
    ['stop', { stop: ['END'] }],
    ['n', { n: 2 }],
    ['logprobs', { logprobs: true }],
    ['top_k', { top_k: 5 }],
    ['frequency_penalty', { frequency_penalty: 0.5 }],
    ['search_mode', { search_mode: 'academic' }],
    ['return_images', { return_images: true }],
    ['return_related_questions', { return_related_questions: true }],
    ['response_format.type', { response_format: { type: 'json_object' } }],
    ['web_search_options.search_type', { web_search_options: { search_type: 'pro' } }],
    ['web_search_options.odd', { web_search_options: { odd: 1 } }],
    ['tools[0].type', { tools: [{ type: 'mcp' }] }],
    ['tool_choice', { tool_choice: { type: 'allowed_tools' } }],
    ['unheard_of', { unheard_of: 1 }],
    ['messages[0].role', { messages: [{ role: 'function', content: 'x' }] }],
    [
      'messages[0].content[1].type',
      { messages: [{ role: 'user', content: [{ type: 'text' }, { type: 'file_url' }] }] },
    ],
  ])('without a counterpart for %s is refused by that name', (param, body) => {
    expect(refusal(body)).toMatchObject({
      kind: 'caller',
      errorType: 'unsupported',
      status: 400,
      message: expect.stringContaining(`\`${param}\``),
      body: { error: { param, type: 'invalid_request_error', code: 'unsupported' } },
    });
  });
});
