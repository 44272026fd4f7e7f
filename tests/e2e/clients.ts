import { createDeepSeek } from '@ai-sdk/deepseek';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { createPerplexity } from '@ai-sdk/perplexity';
import { generateText, type LanguageModel, streamText } from 'ai';
import OpenAI from 'openai';
import type { UpstreamDriver } from './drivers/driver.ts';

/** A real client pointed at the gateway, without retries of its own. */
export interface Client {
  /** The model that it asks for. */
  readonly model: string;
  complete(prompt: string): Promise<string>;
  /** Pieces of text; throws when the client reports an error or an answer without its end. */
  stream(prompt: string, signal?: AbortSignal): AsyncIterable<string>;
}

export const clientNames = [
  'openai, chat',
  'openai, responses',
  'ai with deepseek',
  'ai with perplexity',
  'ai with openai-compatible',
] as const;

export type ClientName = (typeof clientNames)[number];

export function createClient(name: ClientName, { platform, models, clientToken: apiKey }: UpstreamDriver): Client {
  const baseURL = `${platform.gatewayUrl}/v1`;
  switch (name) {
    case 'openai, chat':
      return chatClient(new OpenAI({ baseURL, apiKey, maxRetries: 0 }), models.deepseek);
    case 'openai, responses':
      return responsesClient(new OpenAI({ baseURL, apiKey, maxRetries: 0 }), models.perplexity);
    case 'ai with deepseek':
      return aiClient(createDeepSeek({ baseURL, apiKey })(models.deepseek), models.deepseek);
    case 'ai with perplexity':
      return aiClient(createPerplexity({ baseURL, apiKey })(models.perplexity), models.perplexity);
    case 'ai with openai-compatible':
      return aiClient(createOpenAICompatible({ name: 'switchgear', baseURL, apiKey })(models.generic), models.generic);
  }
}

function chatClient(client: OpenAI, model: string): Client {
  const request = (prompt: string) => ({ model, messages: [{ role: 'user' as const, content: prompt }] });
  return {
    model,
    async complete(prompt) {
      const { choices } = await client.chat.completions.create(request(prompt));
      return choices[0]?.message.content ?? '';
    },
    async *stream(prompt, signal) {
      const chunks = await client.chat.completions.create({ ...request(prompt), stream: true }, { signal });
      let finished = false;
      for await (const { choices } of chunks) {
        finished ||= choices[0]?.finish_reason != null;
        const text = choices[0]?.delta.content;
        if (text) yield text;
      }
      if (!finished) throw new Error('the stream ended without a finish_reason');
    },
  };
}

function responsesClient(client: OpenAI, model: string): Client {
  return {
    model,
    async complete(prompt) {
      return (await client.responses.create({ model, input: prompt })).output_text;
    },
    async *stream(prompt, signal) {
      const events = await client.responses.create({ model, input: prompt, stream: true }, { signal });
      let finished = false;
      for await (const event of events) {
        finished ||= event.type === 'response.completed';
        if (event.type === 'response.output_text.delta') yield event.delta;
      }
      if (!finished) throw new Error('the stream ended without response.completed');
    },
  };
}

function aiClient(languageModel: LanguageModel, model: string): Client {
  return {
    model,
    async complete(prompt) {
      return (await generateText({ model: languageModel, prompt, maxRetries: 0 })).text;
    },
    async *stream(prompt, abortSignal) {
      const result = streamText({
        model: languageModel,
        prompt,
        maxRetries: 0,
        // It prints errors by default; here they are thrown.
        onError: () => {},
        ...(abortSignal && { abortSignal }),
      });
      let reason: string | undefined;
      for await (const part of result.fullStream) {
        if (part.type === 'error') throw part.error;
        if (part.type === 'abort') throw new Error('aborted');
        if (part.type === 'finish') reason = part.finishReason;
        if (part.type === 'text-delta') yield part.text;
      }
      if (reason !== 'stop') throw new Error(`the stream ended with ${reason}`);
    },
  };
}
