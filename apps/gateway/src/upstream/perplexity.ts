import { agentPlan } from './agent/plan.ts';
import type { Plan } from './call.ts';
import { UpstreamFault } from './errors.ts';
import { field, fields } from './json.ts';
import { createProvider, type ProbeCall } from './provider.ts';
import { translateAnswer } from './sonar/answer.ts';
import { chooseModel } from './sonar/models.ts';
import { TranslateRelay } from './sonar/relay.ts';
import { translateRequest } from './sonar/request.ts';
import type { CallRequest, Upstream, UpstreamOptions } from './types.ts';

const PATH = '/v1/agent';

/** Perplexity: the Agent API, and the chat API of its Sonar models translated to it. */
export function createPerplexity(options: UpstreamOptions): Upstream {
  return createProvider(options, {
    dialects: ['chat', 'agent'],
    plan: (request) =>
      request.dialect === 'agent' ? agentPlan(PATH, request, chooseModel(request.model)) : translatedPlan(request),
    probe,
  });
}

function translatedPlan(request: CallRequest): Plan {
  const { include_usage } = fields(field(request.body, 'stream_options'));
  return {
    path: PATH,
    body: JSON.stringify(translateRequest(request)),
    stream: request.stream,
    complete: translateAnswer,
    relay: (faults) => new TranslateRelay(faults, { usageApart: include_usage === true }),
  };
}

/**
 * Perplexity's list of models answers without any key and would call a revoked one good. An empty request costs nothing
 * either: with a good key it is refused for being empty, with a bad one for the key.
 */
async function probe(send: (request: ProbeCall) => Promise<Buffer>): Promise<void> {
  try {
    await send({ method: 'POST', path: PATH, body: '{}' });
  } catch (error) {
    if (error instanceof UpstreamFault && error.fault.kind === 'caller') return;
    throw error;
  }
}
