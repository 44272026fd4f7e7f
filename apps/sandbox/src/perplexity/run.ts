import { compose, countTokens, limitTokens } from '../text/compose.ts';
import { hash } from '../text/random.ts';
import { type AgentRequest, agentText } from './request.ts';

export interface RunHead {
  readonly id: string;
  readonly createdAt: number;
  readonly model: string;
}

export type Run = ReturnType<typeof runAgent>;

// USD per million tokens of perplexity/sonar (https://docs.perplexity.ai/docs/agent-api/models).
const inputPrice = 0.25;
const outputPrice = 2.5;

/** Runs an agent request; everything but the time depends on the seed and the request alone. */
export function runAgent(request: AgentRequest, seed: string, createdAt: number) {
  const prompt = agentText(request);
  const model = request.models?.[0] ?? request.model ?? 'perplexity/sonar';
  const limited = limitTokens(compose(seed, model, prompt).content, request.max_output_tokens ?? undefined);
  return {
    id: `resp_sandbox_${hash(`${seed}\n${model}\n${prompt}`).toString(16).padStart(8, '0')}`,
    createdAt,
    model,
    text: limited.text,
    /** Whether the web was searched, which a run only does with the tool or a preset. */
    searched: Boolean(request.preset) || (request.tools ?? []).some((tool) => tool.type === 'web_search'),
    usage: usageOf(countTokens(prompt), countTokens(limited.text)),
  };
}

function usageOf(input: number, output: number) {
  const inputCost = round((input * inputPrice) / 1e6);
  const outputCost = round((output * outputPrice) / 1e6);
  return {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    input_tokens_details: { cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
    cost: {
      currency: 'USD',
      input_cost: inputCost,
      output_cost: outputCost,
      total_cost: round(inputCost + outputCost),
    },
  };
}

function round(usd: number): number {
  return Number(usd.toFixed(9));
}
