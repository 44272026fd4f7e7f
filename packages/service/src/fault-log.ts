import { type FastifyError, type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/** Logs requests only when the server failed them: a line per request would cost more than serving it. */
export class FaultLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(): void {}

  override routeNotFound(): void {}

  override defaultErrorLog(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.statusCode < 500) return;
    request.log.error({ err: error, route: route(request) }, `${route(request)} failed: ${error.message}`);
  }

  override streamError(error: Error & { code?: string }, request: FastifyRequest): void {
    // The client went away, which is its right.
    if (error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    request.log.error({ err: error, route: route(request) }, `${route(request)} broke off: ${error.message}`);
  }
}

/** The pattern of the route, since the path and query that were sent may hold anything. */
function route(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? 'unknown route'}`;
}
