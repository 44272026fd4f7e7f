import { z } from 'zod';

const content = z.union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.string().optional() }))]);
const inputItem = z.looseObject({ type: z.string().optional(), content: content.optional() });

/** A request of the Agent API; it refuses fields it does not know. */
export const agentRequest = z
  .strictObject({
    input: z.union([z.string().min(1), z.array(inputItem).min(1)]),
    instructions: z.string().nullish(),
    language_preference: z.string().nullish(),
    max_output_tokens: z.int().min(1).nullish(),
    max_steps: z.int().min(1).max(100).nullish(),
    max_tool_calls: z.int().min(1).nullish(),
    metadata: z.record(z.string(), z.string()).nullish(),
    model: z.string().nullish(),
    models: z.array(z.string()).min(1).max(5).nullish(),
    parallel_tool_calls: z.boolean().nullish(),
    preset: z.string().nullish(),
    reasoning: z.looseObject({ effort: z.string().optional() }).nullish(),
    response_format: z.looseObject({ type: z.string() }).nullish(),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
    temperature: z.number().min(0).max(2).nullish(),
    tool_choice: z.union([z.string(), z.looseObject({ type: z.string() })]).nullish(),
    tools: z.array(z.looseObject({ type: z.string() })).nullish(),
    top_p: z.number().min(0).max(1).nullish(),
  })
  .refine((request) => request.model ?? request.models ?? request.preset, {
    error: 'one of model, models and preset is required',
    path: ['model'],
  });

export type AgentRequest = z.output<typeof agentRequest>;

/** The text of the input and of the instructions. */
export function agentText(request: AgentRequest): string {
  const items = typeof request.input === 'string' ? [request.input] : request.input.map((item) => textOf(item.content));
  return [request.instructions ?? '', ...items].join('\n');
}

function textOf(value: z.output<typeof content> | undefined): string {
  if (typeof value === 'string') return value;
  return (value ?? []).map((piece) => piece.text ?? '').join('');
}
