import { type Fields, fields, list } from '../json.ts';
import type { CallRequest } from '../types.ts';
import { translateMessages } from './messages.ts';
import { chooseModel } from './models.ts';
import { FILTERS, translateToolChoice, translateTools } from './tools.ts';
import { untranslatable } from './untranslatable.ts';

/** Fields with the same name and meaning in both APIs. */
const same: ReadonlySet<string> = new Set([
  'stream',
  'temperature',
  'top_p',
  'parallel_tool_calls',
  'language_preference',
  'metadata',
]);

/** Fields of the chat API that another name, place or shape replaces; `translateRequest` and the tools read them. */
const replaced: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'max_tokens',
  'max_completion_tokens',
  'reasoning_effort',
  'response_format',
  'tools',
  'tool_choice',
  'disable_search',
  'num_search_results',
  'web_search_options',
  ...FILTERS,
]);

/** Fields that change nothing in the answer, so leaving them out breaks no promise. */
const dropped: ReadonlySet<string> = new Set([
  'stream_options',
  'user',
  'safety_identifier',
  'seed',
  'service_tier',
  'store',
  'prompt_cache_key',
  'enable_search_classifier',
  'return_citations',
]);

/** Values that ask for nothing beyond the default of features which the Agent API does not have. */
const neutral: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['n', [1]],
  ['logprobs', [false]],
  ['top_logprobs', [0]],
  ['presence_penalty', [0]],
  // Perplexity's own examples long sent 1, which meant "none" there.
  ['frequency_penalty', [0, 1]],
  ['top_k', [0]],
  ['search_mode', ['web']],
  ['stream_mode', ['full']],
  ['return_images', [false]],
  ['return_videos', [false]],
  ['return_related_questions', [false]],
]);

/**
 * A chat completion request as one of the Agent API, which refuses every field it does not know.
 * @throws UpstreamFault of kind `caller` that names the field for which there is no translation
 */
export function translateRequest(request: CallRequest): Fields {
  const { body } = request;
  const chosen = chooseModel(request.model);
  const result: Record<string, unknown> = { ...chosen };
  for (const [name, value] of Object.entries(body)) {
    if (value === null || value === undefined || replaced.has(name) || dropped.has(name)) continue;
    if (same.has(name)) result[name] = value;
    else refuseUnlessNeutral(name, value);
  }
  const { messages, max_tokens, max_completion_tokens, reasoning_effort, response_format, tool_choice } = body;
  const limit = max_completion_tokens ?? max_tokens;
  return {
    ...result,
    ...translateMessages(list(messages), 'preset' in chosen),
    ...(limit != null && { max_output_tokens: limit }),
    ...(reasoning_effort != null && { reasoning: { effort: reasoning_effort } }),
    ...translateFormat(response_format),
    ...translateTools(body, 'preset' in chosen),
    ...translateToolChoice(tool_choice),
  };
}

function refuseUnlessNeutral(name: string, value: unknown): void {
  if (neutral.get(name)?.includes(value)) return;
  const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (!empty) throw untranslatable(name);
}

function translateFormat(format: unknown): Fields {
  const { type, json_schema } = fields(format);
  if (type === undefined || type === 'text') return {};
  if (type !== 'json_schema') throw untranslatable('response_format.type', type);
  return { response_format: { type, json_schema: { name: 'response', ...fields(json_schema) } } };
}
