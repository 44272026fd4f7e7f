import { chatPlan } from './chat/plan.ts';
import type { Faults } from './faults.ts';
import { fields, parse } from './json.ts';
import { deepseekPrices } from './prices.ts';
import { createProvider } from './provider.ts';
import type { Upstream, UpstreamOptions } from './types.ts';

/** DeepSeek: the chat API at the root of its host, and a balance that tells whether an account can still pay. */
export function createDeepseek(options: UpstreamOptions): Upstream {
  return createProvider(options, {
    dialects: ['chat'],
    prices: deepseekPrices,
    plan: (request) => chatPlan('/chat/completions', request),
    async probe(send, faults) {
      requireCredit(await send({ method: 'GET', path: '/user/balance' }), faults);
    },
  });
}

function requireCredit(balance: Buffer, faults: Faults): void {
  const { is_available } = fields(parse(balance.toString('utf8'))?.value);
  if (is_available === false) throw faults.status(402, {}, '');
}
