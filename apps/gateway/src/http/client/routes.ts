import type { CallProxy, ModelDirectory } from '../../proxy/index.ts';
import type { Route } from '../route.ts';
import { answerCall } from './call.ts';
import * as describe from './operations.ts';

/** What clients call: chat, the Agent API under its two names, and the list of models. */
export function clientRoutes(proxy: CallProxy, directory: ModelDirectory, startedAt: number): Route[] {
  const created = Math.floor(startedAt / 1000);
  const models = {
    object: 'list',
    data: directory.models.map(({ id, provider }) => ({ id, object: 'model', created, owned_by: provider })),
  };
  return [
    {
      method: 'POST',
      url: '/v1/chat/completions',
      access: 'client',
      operation: describe.chatCompletions,
      handle: (request, reply) => answerCall(proxy, 'chat', request, reply),
    },
    {
      method: 'POST',
      url: '/v1/responses',
      access: 'client',
      operation: describe.response,
      handle: (request, reply) => answerCall(proxy, 'agent', request, reply),
    },
    {
      method: 'POST',
      url: '/v1/agent',
      access: 'client',
      operation: describe.agentRun,
      handle: (request, reply) => answerCall(proxy, 'agent', request, reply),
    },
    { method: 'GET', url: '/v1/models', access: 'client', operation: describe.models, handle: () => models },
  ];
}
