import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from './openapi/document.ts';

/** A route with its description: one list serves the router and the OpenAPI document, so they cannot differ. */
export interface Route extends Operation {
  handle(request: FastifyRequest, reply: FastifyReply): unknown;
}

/** Runs before a route's handler; throws to refuse. */
export type Guard = (request: FastifyRequest) => void;

export function registerRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  guards: Record<Route['access'], Guard>,
): void {
  for (const { method, url, access, handle } of routes) {
    const guard = guards[access];
    app.route({
      method,
      url,
      // Before the body is read: who may not call is not to cost more than a look at the headers.
      onRequest(request, _reply, done) {
        guard(request);
        done();
      },
      handler: handle,
    });
  }
}
