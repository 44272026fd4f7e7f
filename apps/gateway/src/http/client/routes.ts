import type { CallProxy, ModelDirectory } from '../../proxy/index.ts';
import { failure, json, type Response } from '../openapi/document.ts';
import { array, count, object, oneOf, text } from '../openapi/schemas.ts';
import type { Route } from '../route.ts';
import { answerCall } from './call.ts';

const anyObject = { type: 'object' };

/** The failures that every call shares. */
const failures: Record<string, Response> = {
  404: failure('No configured provider has that model (`model_not_found`).'),
  413: failure('The body is over the limit (`request_too_large`).'),
  502: failure('The provider failed on every key that was tried (`upstream_error`).'),
  503: failure(
    'No key can take the call now; the header Retry-After says when to come back (`no_key_available`, `queue_full`, `queue_timeout`).',
  ),
  504: failure('The provider did not answer in time (`upstream_timeout`).'),
};

const answers = (description: string): Response => ({
  description: `${description} With \`stream: true\` server-sent events; one with an \`error\` means that the answer is incomplete. The headers x-switchgear-provider, x-switchgear-key-id and x-switchgear-attempts tell who served it.`,
  content: { 'application/json': { schema: anyObject }, 'text/event-stream': { schema: { type: 'string' } } },
});

const modelList = object({
  object: oneOf('list'),
  data: array(object({ id: text(), object: oneOf('model'), created: count(), owned_by: text('The provider.') })),
});

/** What clients call: chat, the Agent API under its two names, and the list of models. */
export function clientRoutes(proxy: CallProxy, directory: ModelDirectory, startedAt: number): Route[] {
  const created = Math.floor(startedAt / 1000);
  const models = {
    object: 'list',
    data: directory.models.map(({ id, provider }) => ({ id, object: 'model', created, owned_by: provider })),
  };
  const agent: Route = {
    method: 'POST',
    url: '/v1/agent',
    access: 'client',
    operationId: 'createAgentRun',
    summary: "Agent run, in the shape of Perplexity's Agent API",
    body: {
      ...object({ model: text(), preset: text('Instead of a model.'), input: {}, stream: { type: 'boolean' } }, [
        'input',
      ]),
      additionalProperties: true,
    },
    responses: { 200: answers('The run.'), ...failures },
    handle: (request, reply) => answerCall(proxy, 'agent', request, reply),
  };
  return [
    {
      method: 'POST',
      url: '/v1/chat/completions',
      access: 'client',
      operationId: 'createChatCompletion',
      summary: 'Chat completion, in the shape of OpenAI',
      description:
        'The model chooses the provider. Calls for Perplexity are translated to its Agent API. Fields that are not named here go to the provider as they are.',
      body: {
        ...object(
          {
            model: text('A model of GET /v1/models, or provider/model.'),
            messages: array(anyObject),
            stream: { type: 'boolean' },
          },
          ['model', 'messages'],
        ),
        additionalProperties: true,
      },
      responses: { 200: answers('The completion.'), ...failures },
      handle: (request, reply) => answerCall(proxy, 'chat', request, reply),
    },
    agent,
    {
      ...agent,
      url: '/v1/responses',
      operationId: 'createResponse',
      description: 'The same as POST /v1/agent, under the name that OpenAI clients call.',
    },
    {
      method: 'GET',
      url: '/v1/models',
      access: 'client',
      operationId: 'listModels',
      summary: 'Models of all configured providers',
      responses: { 200: json('All models that a request may name.', modelList) },
      handle: () => models,
    },
  ];
}
