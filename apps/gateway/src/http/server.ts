import type { FastifyInstance } from 'fastify';
import type { CallProxy, ModelDirectory } from '../proxy/index.ts';
import { type AccessOptions, createGuards } from './access.ts';
import { type AdminOptions, adminRoutes } from './admin/routes.ts';
import { registerBodies } from './body.ts';
import { clientRoutes } from './client/routes.ts';
import { registerErrors } from './errors.ts';
import { type FullHealthOptions, healthRoute, probeOperations } from './health.ts';
import { json, openApiDocument } from './openapi/document.ts';
import { type Route, registerRoutes } from './route.ts';

export interface HttpServerOptions extends AccessOptions, AdminOptions, FullHealthOptions {
  readonly proxy: CallProxy;
  readonly directory: ModelDirectory;
  readonly bodyLimitBytes: number;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** Mounts the whole API of the gateway, except for the probes that it describes and the service package mounts. */
export function mountApi(app: FastifyInstance, options: HttpServerOptions): void {
  const { proxy, directory, bodyLimitBytes, startedAt, audit } = options;
  registerErrors(app, bodyLimitBytes);
  registerBodies(app, bodyLimitBytes);
  let document: Record<string, unknown> | undefined;
  const routes: Route[] = [
    ...clientRoutes(proxy, directory, startedAt),
    healthRoute(options),
    ...adminRoutes(options),
    {
      method: 'GET',
      url: '/openapi.json',
      access: 'open',
      operationId: 'getOpenApiDocument',
      summary: 'This document',
      responses: { 200: json('OpenAPI 3.1.', { type: 'object' }) },
      handle: () => document,
    },
  ];
  document = openApiDocument([...routes, ...probeOperations]);
  registerRoutes(app, routes, createGuards(options, audit));
}
