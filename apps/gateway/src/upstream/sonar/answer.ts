import { type AgentAnswer, readAgentAnswer } from '../agent/answer.ts';
import type { Faults } from '../faults.ts';
import { count, type Fields, field, fields, list, text } from '../json.ts';
import type { Usage } from '../types.ts';

/**
 * A whole answer of the Agent API as a chat completion in the shape of Sonar, sources included.
 * @throws UpstreamFault as `readAgentAnswer` does
 */
export function translateAnswer(bytes: Buffer, faults: Faults): { body: string; usage: Usage | undefined } {
  const { response, usage } = readAgentAnswer(bytes, faults);
  const output = list(field(response, 'output')).map(fields);
  const tool_calls = output
    .filter(({ type }) => type === 'function_call')
    .map((item) => toolCall(item, field(item, 'arguments')));
  const content = output.flatMap(({ type, content: parts }) => (type === 'message' ? list(parts) : [])).map(outputText);
  const message = { role: 'assistant', content: content.join(''), ...(tool_calls.length > 0 && { tool_calls }) };
  const body = JSON.stringify({
    ...envelope(response, 'chat.completion'),
    choices: [{ index: 0, message, finish_reason: finishReason(response) }],
    ...sources(output.flatMap(searchResults)),
    ...(usage && { usage: chatUsageOf(response, usage) }),
  });
  return { body, usage };
}

/** The fields that a completion and all its chunks begin with. */
export function envelope(response: Fields, object: string): Fields {
  const { id, created_at, model } = response;
  return { id: text(id) ?? '', object, created: count(created_at), model: text(model) ?? '' };
}

/** Why the generation ended, in the words of the chat API. */
export function finishReason(response: AgentAnswer['response']): string {
  const { reason } = fields(field(response, 'incomplete_details'));
  if (field(response, 'status') === 'incomplete') return reason === 'content_filter' ? 'content_filter' : 'length';
  return list(field(response, 'output')).some((item) => field(item, 'type') === 'function_call')
    ? 'tool_calls'
    : 'stop';
}

/** A function call item as one of the chat API. */
export function toolCall(item: Fields, given: unknown): Fields {
  const { call_id, id, name } = item;
  return { id: call_id ?? id, type: 'function', function: { name, arguments: text(given) ?? '' } };
}

/** The results of a search item, none for other items. */
export function searchResults(item: Fields): readonly unknown[] {
  const { type, results } = item;
  return type === 'search_results' || type === 'people_search_results' ? list(results) : [];
}

/** Sonar's two lists of sources; nothing when there are none. */
export function sources(results: readonly unknown[]): Fields {
  if (results.length === 0) return {};
  const citations = new Set(results.map((result) => text(field(result, 'url'))).filter((url) => url !== undefined));
  return { citations: [...citations], search_results: results };
}

/** Usage in the chat API's words, with the searches and costs that Sonar told. */
export function chatUsageOf(response: Fields, usage: Usage): Fields {
  const { tool_calls_details, cost } = fields(field(response, 'usage'));
  const { search_web, web_search } = fields(tool_calls_details);
  const { invocation } = fields(search_web ?? web_search);
  const { input_cost, output_cost, tool_calls_cost, total_cost } = fields(cost);
  return {
    prompt_tokens: usage.prompt,
    completion_tokens: usage.completion,
    total_tokens: usage.prompt + usage.completion,
    prompt_tokens_details: { cached_tokens: usage.cached },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
    ...(typeof invocation === 'number' && { num_search_queries: invocation }),
    ...(total_cost !== undefined && {
      cost: {
        input_tokens_cost: input_cost,
        output_tokens_cost: output_cost,
        request_cost: tool_calls_cost,
        total_cost,
      },
    }),
  };
}

function outputText(part: unknown): string {
  const { type, text: words } = fields(part);
  return type === 'output_text' ? (text(words) ?? '') : '';
}
