import { errorResponse, type Operation, type Response } from '../openapi/document.ts';
import { array, count, object, oneOf, text } from '../openapi/schemas.ts';

const anyObject = { type: 'object' };

/** The failures that every call shares. */
const failures: Record<string, Response> = {
  404: errorResponse('No configured provider has that model (`model_not_found`).'),
  413: errorResponse('The body is over the limit (`request_too_large`).'),
  502: errorResponse('The provider failed on every key that was tried (`upstream_error`).'),
  503: errorResponse(
    'No key can take the call now; the header Retry-After says when to come back (`no_key_available`, `queue_full`, `queue_timeout`).',
  ),
  504: errorResponse('The provider did not answer in time (`upstream_timeout`).'),
};

const answers = (description: string): Response => ({
  description: `${description} With \`stream: true\` server-sent events; one with an \`error\` means that the answer is incomplete. The headers x-switchgear-provider, x-switchgear-key-id and x-switchgear-attempts tell who served it.`,
  content: { 'application/json': anyObject, 'text/event-stream': { type: 'string' } },
});

export const chatCompletions: Operation = {
  operationId: 'createChatCompletion',
  summary: 'Chat completion, in the shape of OpenAI',
  description:
    'The model chooses the provider. Calls for Perplexity are translated to its Agent API. Fields that are not named here go to the provider as they are.',
  tag: 'client',
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
};

export const agentRun: Operation = {
  operationId: 'createAgentRun',
  summary: "Agent run, in the shape of Perplexity's Agent API",
  tag: 'client',
  body: {
    ...object({ model: text(), preset: text('Instead of a model.'), input: {}, stream: { type: 'boolean' } }, [
      'input',
    ]),
    additionalProperties: true,
  },
  responses: { 200: answers('The run.'), ...failures },
};

export const response: Operation = {
  ...agentRun,
  operationId: 'createResponse',
  description: 'The same as POST /v1/agent, under the name that OpenAI clients call.',
};

export const models: Operation = {
  operationId: 'listModels',
  summary: 'Models of all configured providers',
  tag: 'client',
  responses: {
    200: {
      description: 'All models that a request may name.',
      content: {
        'application/json': object({
          object: oneOf('list'),
          data: array(
            object({ id: text(), object: oneOf('model'), created: count(), owned_by: text('The provider.') }),
          ),
        }),
      },
    },
  },
};
