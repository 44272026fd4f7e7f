import { agentPlan } from './agent/plan.ts';
import { chatPlan } from './chat/plan.ts';
import { createProvider } from './provider.ts';
import type { Upstream, UpstreamOptions } from './types.ts';

/** Any provider that speaks OpenAI's chat API under its base URL, and with `responses` its responses API too. */
export function createOpenai(options: UpstreamOptions): Upstream {
  return createProvider(options, {
    dialects: options.responses === true ? ['chat', 'agent'] : ['chat'],
    plan: (request) =>
      request.dialect === 'chat' ? chatPlan('/chat/completions', request) : agentPlan('/responses', request),
    async probe(send) {
      await send({ method: 'GET', path: '/models' });
    },
  });
}
