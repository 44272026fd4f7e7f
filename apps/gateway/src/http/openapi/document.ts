import { readFileSync } from 'node:fs';
import { errorSchema, type Schema } from './schemas.ts';

/** Who may call a route: anybody, holders of a client token (when there are any), or of the admin token. */
export type Access = 'open' | 'client' | 'admin';

/** A route as the document describes it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** In Fastify's syntax, parameters as `:name`. */
  readonly url: string;
  readonly access: Access;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: Schema;
  /** What may stand behind the question mark. */
  readonly query?: Readonly<Record<string, Schema>>;
  /** Answers by status; errors of the shared shape are added for whoever may be refused. */
  readonly responses: Readonly<Record<string, Response>>;
}

export interface Response {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** OpenAPI 3.1 of everything that the gateway answers. */
export function openApiDocument(operations: readonly Operation[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = operation.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Switchgear gateway',
      version,
      description: 'Fronts LLM providers with a pool of API keys and a circuit breaker per key.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: { Error: errorSchema },
      securitySchemes: {
        clientToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'One of gateway.client_tokens; not needed while none is configured.',
        },
        adminToken: { type: 'http', scheme: 'bearer', description: 'The admin token of the installation.' },
      },
    },
  };
}

const shared: Readonly<Record<Access, object>> = {
  open: { tags: ['operation'], security: [] },
  client: { tags: ['client'], security: [{ clientToken: [] }, {}] },
  admin: { tags: ['admin'], security: [{ adminToken: [] }] },
};

function describe(operation: Operation): object {
  const { url, access, operationId, summary, description, body, query = {}, responses } = operation;
  const inPath = [...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const parameters = [...inPath, ...Object.entries(query).map(([name, schema]) => ({ name, in: 'query', schema }))];
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    ...shared[access],
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...responses,
      ...(access !== 'open' && { 401: failure('The token is missing or wrong.') }),
      ...(body !== undefined && { 400: failure('The body is not valid; the message names the field.') }),
      ...(access === 'admin' && inPath.length > 0 && { 404: failure('There is no key of that id.') }),
    },
  };
}

/** An answer in JSON. */
export function json(description: string, schema: Schema): Response {
  return { description, content: { 'application/json': { schema } } };
}

/** An answer in the shape of every error. */
export function failure(description: string): Response {
  return json(description, { $ref: '#/components/schemas/Error' });
}
