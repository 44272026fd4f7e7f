import { compose } from '../../apps/sandbox/src/text/compose.ts';
import type { Random } from './random.ts';

/**
 * How a client behaves. `leaves_before` gives up a call that says nothing; `leaves_within` gives up a stream that has
 * begun and falls silent.
 */
export type Patience = 'stays' | 'leaves_before' | 'leaves_within';

export interface LoadRequest {
  readonly provider: 'deepseek' | 'perplexity';
  readonly dialect: 'chat' | 'agent';
  readonly model: string;
  readonly stream: boolean;
  readonly prompt: string;
  readonly patience: Patience;
  /** Refused by the provider as the caller's own mistake, unless a fault of the key comes first. */
  readonly mistaken: boolean;
}

/** The next request of the mix: both providers, both APIs, JSON and streams, mistakes, poison, clients that leave. */
export function nextRequest(random: Random, number: number): LoadRequest {
  const [provider, dialect, model] = random.pick([
    ['deepseek', 'chat', 'deepseek-flash'],
    ['deepseek', 'chat', 'deepseek-v4-pro'],
    ['perplexity', 'chat', 'sonar'],
    ['perplexity', 'agent', 'sonar'],
  ] as const);
  const patience = random.chance(0.04) ? 'leaves_before' : random.chance(0.05) ? 'leaves_within' : 'stays';
  const stream = patience === 'leaves_within' || random.chance(0.5);
  const mistaken = patience === 'stays' && random.chance(0.02);
  const poisonous = patience === 'stays' && !mistaken && random.chance(0.01);
  const trigger =
    patience === 'leaves_before'
      ? ' [[sandbox:hang]]'
      : mistaken
        ? ' [[sandbox:422]]'
        : poisonous
          ? ' [[sandbox:500]]'
          : '';
  const subject = random.pick(['tests', 'naïve retries', 'the queue “as it is”', 'a merge', '漢字 in a log']);
  const prompt = `Request ${number} of this run is about ${subject}.${trigger}`;
  return { provider, dialect, model, stream, prompt, patience, mistaken };
}

export function pathOf({ dialect }: LoadRequest): string {
  return dialect === 'chat' ? '/v1/chat/completions' : '/v1/agent';
}

export function bodyOf({ dialect, model, stream, prompt }: LoadRequest): Record<string, unknown> {
  if (dialect === 'agent') return { model, input: prompt, stream };
  return {
    model,
    messages: [{ role: 'user', content: prompt }],
    stream,
    ...(stream && { stream_options: { include_usage: true } }),
  };
}

/** The one right answer: the sandbox composes it from the model, as the provider knows it, and the prompt. */
export function rightAnswer({ provider, model, prompt }: LoadRequest): { text: string; reasoning: string | undefined } {
  if (provider === 'perplexity') {
    return { text: compose('sandbox', 'perplexity/sonar', `\n${prompt}`).content, reasoning: undefined };
  }
  const { content, reasoning } = compose('sandbox', model, prompt);
  return { text: content, reasoning: model === 'deepseek-v4-pro' ? reasoning : undefined };
}
