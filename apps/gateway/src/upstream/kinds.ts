import { createDeepseek } from './deepseek.ts';
import { createOpenai } from './openai.ts';
import { createPerplexity } from './perplexity.ts';
import type { Upstream, UpstreamKind, UpstreamOptions } from './types.ts';

/** What a provider limits, and for whom. */
export interface ProviderLimits {
  /** Whose limit a 429 speaks of. */
  readonly scope: 'key' | 'account';
  /** Calls that one account may have under way for a model; undefined where none is known. */
  concurrencyOf(model: string): number | undefined;
}

/** Concurrent requests per account, from DeepSeek's page on rate limits; it sends no headers about them. */
const deepseekConcurrency: ReadonlyMap<string, number> = new Map([
  ['deepseek-flash', 2500],
  ['deepseek-v4-pro', 500],
]);

const limits: Readonly<Record<UpstreamKind, ProviderLimits>> = {
  deepseek: { scope: 'account', concurrencyOf: (model) => deepseekConcurrency.get(model) },
  perplexity: { scope: 'key', concurrencyOf: () => undefined },
  openai: { scope: 'key', concurrencyOf: () => undefined },
};

export function limitsOf(kind: UpstreamKind): ProviderLimits {
  return limits[kind];
}

const create = { deepseek: createDeepseek, perplexity: createPerplexity, openai: createOpenai };

/**
 * The provider of the given kind. It opens no connection before the first call.
 * @throws TypeError when `baseUrl` is no URL
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  return create[options.kind](options);
}
