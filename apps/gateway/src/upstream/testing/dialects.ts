import type { Dialect } from '../types.ts';

/** One API as a provider speaks it: its good answers in the parts that the contract cuts, delays and breaks. */
export interface Spoken {
  readonly json: Readonly<Record<string, unknown>>;
  /** Frames that carry no token. */
  readonly opening: readonly string[];
  token(text: string): string;
  /** Frames that complete the stream. */
  readonly closing: readonly string[];
  /** A frame that tells of an error, as the last one of its stream. */
  readonly errorFrame: string;
  /** JSON that tells of an error inside a 200. */
  readonly errorJson: unknown;
}

function frame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function chunk(delta: unknown, finish_reason: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason }];
  return frame({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', choices, usage: null });
}

const chatUsage = {
  prompt_tokens: 20,
  completion_tokens: 8,
  total_tokens: 28,
  prompt_tokens_details: { cached_tokens: 5 },
  completion_tokens_details: { reasoning_tokens: 3 },
};

export const chatSpoken: Spoken = {
  json: {
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Grüße' }, finish_reason: 'stop' }],
    usage: chatUsage,
  },
  opening: [chunk({ role: 'assistant', content: '' })],
  token: (content) => chunk({ content }),
  closing: [
    chunk({}, 'stop'),
    frame({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage: chatUsage }),
    'data: [DONE]\n\n',
  ],
  errorFrame: frame({ error: { message: 'it broke', code: 500 } }),
  errorJson: { error: { message: 'it broke', code: 500 } },
};

const run = { id: 'resp_1', object: 'response', created_at: 1, model: 'perplexity/sonar' };

export const agentRun = {
  ...run,
  status: 'completed',
  output: [
    { type: 'search_results', queries: ['q'], results: [{ id: 1, url: 'https://a.example/', title: 'A' }] },
    { type: 'message', id: 'msg_1', role: 'assistant', content: [{ type: 'output_text', text: 'Grüße' }] },
  ],
  usage: {
    input_tokens: 20,
    output_tokens: 8,
    total_tokens: 28,
    input_tokens_details: { cache_read_input_tokens: 5 },
    output_tokens_details: { reasoning_tokens: 3 },
    tool_calls_details: { search_web: { invocation: 2 } },
    cost: { currency: 'USD', input_cost: 0.001, output_cost: 0.002, tool_calls_cost: 0.003, total_cost: 0.006 },
  },
};

const runError = { message: 'it broke', type: 'internal_error', code: 500 };

export const agentSpoken: Spoken = {
  json: agentRun,
  opening: [
    frame({ type: 'response.created', sequence_number: 0, response: { ...run, status: 'in_progress', output: [] } }),
    frame({ type: 'response.output_item.added', sequence_number: 1, item: { type: 'message', id: 'msg_1' } }),
  ],
  token: (delta) => frame({ type: 'response.output_text.delta', item_id: 'msg_1', content_index: 0, delta }),
  closing: [
    frame({ type: 'response.output_text.done', item_id: 'msg_1', text: 'whole' }),
    frame({ type: 'response.completed', response: agentRun }),
  ],
  errorFrame: frame({ type: 'response.failed', response: { ...run, status: 'failed', output: [], error: runError } }),
  errorJson: { ...run, status: 'failed', output: [], error: runError },
};

/** The text that a client reads from SSE in the given dialect. */
export function textOf(sse: string, dialect: Dialect): string {
  return eventsOf(sse)
    .map((event) => {
      if (dialect === 'agent') return event['type'] === 'response.output_text.delta' ? String(event['delta']) : '';
      const choices = event['choices'] as { delta: { content?: string } }[];
      return choices.map(({ delta }) => delta.content ?? '').join('');
    })
    .join('');
}

/** The JSON of all data frames; `[DONE]` is left out. */
export function eventsOf(sse: string): Record<string, unknown>[] {
  return sse
    .split('\n\n')
    .filter((block) => block.startsWith('data: ') && block !== 'data: [DONE]')
    .map((block) => JSON.parse(block.slice(6)) as Record<string, unknown>);
}
