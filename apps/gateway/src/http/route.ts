import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from './openapi/document.ts';

/** Who may call a route: anybody, holders of a client token (when there are any), or of the admin token. */
export type Access = 'open' | 'client' | 'admin';

/** A route with its description: one list serves the router and the OpenAPI document, so they cannot differ. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** In Fastify's syntax, parameters as `:name`. */
  readonly url: string;
  readonly access: Access;
  readonly operation: Operation;
  handle(request: FastifyRequest, reply: FastifyReply): unknown;
}

/** Runs before a route's handler; throws to refuse. */
export type Guard = (request: FastifyRequest) => void;

export function registerRoutes(app: FastifyInstance, routes: readonly Route[], guards: Record<Access, Guard>): void {
  for (const route of routes) {
    const guard = guards[route.access];
    app.route({
      method: route.method,
      url: route.url,
      handler(request, reply) {
        guard(request);
        return route.handle(request, reply);
      },
    });
  }
}
