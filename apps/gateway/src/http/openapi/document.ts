import { readFileSync } from 'node:fs';
import type { Access, Route } from '../route.ts';
import { errorSchema } from './schemas.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** The part of an OpenAPI operation that a route says of itself; the rest follows from the route. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: 'client' | 'operation' | 'admin';
  readonly body?: Schema;
  /** Answers by status; errors of the shared shape are added for whoever may be refused. */
  readonly responses: Readonly<Record<string, Response>>;
}

export interface Response {
  readonly description: string;
  readonly content?: Readonly<Record<string, Schema>>;
}

export type DescribedRoute = Pick<Route, 'method' | 'url' | 'access' | 'operation'>;

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** OpenAPI 3.1 of everything that the gateway answers. */
export function openApiDocument(routes: readonly DescribedRoute[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describe(route) };
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

const security: Record<Access, readonly Record<string, string[]>[]> = {
  open: [],
  client: [{ clientToken: [] }, {}],
  admin: [{ adminToken: [] }],
};

function describe({ url, access, operation }: DescribedRoute): Record<string, unknown> {
  const { tag, body, responses, ...rest } = operation;
  const parameters = [...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    ...rest,
    tags: [tag],
    security: security[access],
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: Object.fromEntries(
      Object.entries({ ...responses, ...refusals(access, body !== undefined, parameters.length > 0) }).map(
        ([status, response]) => [status, render(response)],
      ),
    ),
  };
}

function refusals(access: Access, hasBody: boolean, hasParameters: boolean): Record<string, Response> {
  return {
    ...(access !== 'open' && { 401: errorResponse('The token is missing or wrong.') }),
    ...(hasBody && { 400: errorResponse('The body is not valid; the message names the field.') }),
    ...(access === 'admin' && hasParameters && { 404: errorResponse('There is no key of that id.') }),
  };
}

export function errorResponse(description: string): Response {
  return { description, content: { 'application/json': { $ref: '#/components/schemas/Error' } } };
}

function render({ description, content }: Response): Record<string, unknown> {
  if (content === undefined) return { description };
  const media = Object.entries(content).map(([type, schema]) => [type, { schema }]);
  return { description, content: Object.fromEntries(media) };
}
