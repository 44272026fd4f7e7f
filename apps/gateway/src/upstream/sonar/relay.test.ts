import { describe, expect, it } from 'vitest';
import { agentRun, eventsOf } from '../testing/dialects.ts';
import { faults } from '../testing/requests.ts';
import { TranslateRelay } from './relay.ts';

const frame = (type: string, more = {}) => `data: ${JSON.stringify({ type, ...more })}\n\n`;
const created = frame('response.created', { response: { id: 'r', created_at: 7, model: 'perplexity/sonar' } });
const found = frame('response.reasoning.search_results', { results: [{ url: 'https://a.example/' }] });
const delta = (text: string) => frame('response.output_text.delta', { delta: text });
const completed = (response: unknown = agentRun) => frame('response.completed', { response });

function translate(text: string, usageApart = false) {
  const relay = new TranslateRelay(faults, { usageApart });
  const sse = relay.push(text);
  return { relay, sse, chunks: eventsOf(sse) };
}

describe('a stream of the Agent API as chat chunks', () => {
  it('holds back until there is text, though the search shows the provider at work', () => {
    const { relay, sse } = translate(created + found);
    expect([sse, relay.started, relay.progress]).toEqual(['', false, 1]);
    relay.push(delta('x'));
    expect(relay.started).toBe(true);
  });

  it('tells role and sources first, where clients of Sonar look for them', () => {
    const { chunks } = translate(created + found + delta('Hi') + delta(' there'));
    const envelope = { id: 'r', object: 'chat.completion.chunk', created: 7, model: 'perplexity/sonar' };
    expect(chunks).toEqual([
      {
        ...envelope,
        choices: [{ index: 0, delta: { role: 'assistant', content: 'Hi' }, finish_reason: null }],
        citations: ['https://a.example/'],
        search_results: [{ url: 'https://a.example/' }],
      },
      { ...envelope, choices: [{ index: 0, delta: { content: ' there' }, finish_reason: null }] },
    ]);
  });

  it('ends as Sonar did: reason and usage in the last chunk, then [DONE]', () => {
    const { chunks, sse, relay } = translate(created + delta('x') + completed());
    expect(chunks.at(-1)).toMatchObject({
      choices: [{ delta: {}, finish_reason: 'stop' }],
      usage: { prompt_tokens: 20, completion_tokens: 8 },
      citations: ['https://a.example/'],
    });
    expect(sse.endsWith('\n\ndata: [DONE]\n\n')).toBe(true);
    expect([relay.done, relay.usage?.costUsd]).toEqual([true, 0.006]);
  });

  it('puts usage apart for those who ask for it as OpenAI does', () => {
    const { chunks } = translate(created + delta('x') + completed(), true);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 28 } });
    expect(chunks.at(-2)).not.toHaveProperty('usage');
  });

  it('keeps its name and model when the last event repeats neither', () => {
    const { chunks } = translate(created + delta('x') + completed({}));
    expect(chunks.at(-1)).toMatchObject({ id: 'r', model: 'perplexity/sonar' });
  });

  const item = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'f' };
  const added = (given: string) => frame('response.output_item.added', { item: { ...item, arguments: given } });
  const part = (text: string) => frame('response.function_call_arguments.delta', { item_id: 'fc_1', delta: text });
  const done = frame('response.output_item.done', { item: { ...item, arguments: '{"a":1}' } });
  it.each([
    ['at once', added('{"a":1}') + done],
    ['at once and again in parts', added('{"a":1}') + part('{"a":') + part('1}') + done],
    ['in parts', added('') + part('{"a":') + part('1}') + done],
    ['at the end', added('') + done],
  ])('tells the arguments of a function call that come %s exactly once', (_title, events) => {
    const { chunks, relay } = translate(created + events + completed({ ...agentRun, output: [item] }));
    const calls = chunks.flatMap((chunk) => {
      const [choice] = chunk['choices'] as {
        delta: { tool_calls?: { index: number; function: { arguments: string } }[] };
      }[];
      return choice?.delta.tool_calls ?? [];
    });
    expect(calls[0]).toMatchObject({ index: 0, id: 'call_1', type: 'function', function: { name: 'f' } });
    expect(calls.map((call) => call.function.arguments).join('')).toBe('{"a":1}');
    expect(chunks.at(-1)).toMatchObject({ choices: [{ finish_reason: 'tool_calls' }] });
    expect(relay.started).toBe(true);
  });
});
