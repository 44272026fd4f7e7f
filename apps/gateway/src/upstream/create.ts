import { createDeepseek } from './deepseek.ts';
import { createOpenai } from './openai.ts';
import { createPerplexity } from './perplexity.ts';
import type { Upstream, UpstreamKind, UpstreamOptions } from './types.ts';

const kinds: Readonly<Record<UpstreamKind, (options: UpstreamOptions) => Upstream>> = {
  deepseek: createDeepseek,
  perplexity: createPerplexity,
  openai: createOpenai,
};

/**
 * The provider of the given kind. It opens no connection before the first call.
 * @throws TypeError when `baseUrl` is no URL
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  return kinds[options.kind](options);
}
