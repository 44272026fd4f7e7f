import { z } from 'zod';

const part = z.looseObject({ type: z.string(), text: z.string().optional() });
const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.union([z.string(), z.array(part)]).nullish(),
});

/** What DeepSeek checks in a chat request; it ignores what it does not know. */
export const chatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  response_format: z.looseObject({ type: z.string() }).nullish(),
  thinking: z.looseObject({ type: z.enum(['enabled', 'disabled', 'adaptive']) }).nullish(),
});

export type ChatRequest = z.output<typeof chatRequest>;

export function textsOf(request: ChatRequest): string[] {
  return request.messages.map(({ content }) => {
    if (typeof content === 'string') return content;
    return (content ?? []).map((piece) => piece.text ?? '').join('');
  });
}
