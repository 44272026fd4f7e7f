import { compose, countTokens, limitTokens } from '../text/compose.ts';
import { hash } from '../text/random.ts';
import { reasons } from './models.ts';
import { type ChatRequest, textsOf } from './request.ts';

export type Completion = ReturnType<typeof complete>;

/** DeepSeek's cache works in blocks of this many tokens (https://api-docs.deepseek.com/guides/kv_cache). */
const cacheBlockTokens = 64;

/** Answers a chat request; everything but the time depends on the seed and the request alone. */
export function complete(request: ChatRequest, seed: string, createdSeconds: number) {
  const texts = textsOf(request);
  const composed = compose(seed, request.model, texts.join('\n'));
  const wantsJson = request.response_format?.type === 'json_object';
  const written = wantsJson ? JSON.stringify({ simulated: true, answer: composed.content }) : composed.content;
  const limited = limitTokens(written, request.max_completion_tokens ?? request.max_tokens ?? undefined);
  const reasoning = reasons(request.model, request.thinking?.type) ? composed.reasoning : undefined;
  return {
    id: `chatcmpl-sandbox-${hash(`${seed}\n${request.model}\n${texts.join('\n')}`)
      .toString(16)
      .padStart(8, '0')}`,
    created: createdSeconds,
    model: request.model,
    reasoning,
    content: limited.text,
    finishReason: limited.cut ? 'length' : 'stop',
    usage: usageOf(texts, limited.text, reasoning),
  };
}

/** What came before the last message was sent before, so whole blocks of it are read from the cache. */
function usageOf(texts: readonly string[], content: string, reasoning: string | undefined) {
  const prompt = texts.reduce((sum, text) => sum + countTokens(text) + 4, 0);
  const earlier = texts.slice(0, -1).reduce((sum, text) => sum + countTokens(text) + 4, 0);
  const hit = Math.floor(earlier / cacheBlockTokens) * cacheBlockTokens;
  const thoughts = countTokens(reasoning ?? '');
  const completion = countTokens(content) + thoughts;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_cache_hit_tokens: hit,
    prompt_cache_miss_tokens: prompt - hit,
    prompt_tokens_details: { cached_tokens: hit },
    ...(reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: thoughts } }),
  };
}
