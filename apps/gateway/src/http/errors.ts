import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayError } from '../proxy/index.ts';

/** Every answer that is not a success leaves here, in OpenAI's error shape with a stable `code`. */
export function registerErrors(app: FastifyInstance, bodyLimitBytes: number): void {
  app.setErrorHandler((thrown: FastifyError | GatewayError, request, reply) => {
    const error = thrown instanceof GatewayError ? thrown : translate(thrown, bodyLimitBytes);
    if (error.code === 'internal_error') request.log.error({ err: thrown }, 'request failed inside the gateway');
    return sendError(error, request, reply);
  });
  app.setNotFoundHandler((request, reply) =>
    sendError(
      new GatewayError(
        404,
        'not_found',
        `There is no ${request.method} ${pathOf(request)}: GET /openapi.json lists all.`,
      ),
      request,
      reply,
    ),
  );
}

function sendError(error: GatewayError, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error.retryAfterMs !== undefined) {
    reply.header('retry-after', Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
  }
  return reply.code(error.status).send(error.toJSON());
}

/** What Fastify finds wrong with a request before any handler sees it. */
function translate(error: FastifyError, bodyLimitBytes: number): GatewayError {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new GatewayError(
        413,
        'request_too_large',
        `The body is larger than ${bodyLimitBytes} bytes: shorten it, or raise gateway.body_limit_bytes.`,
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new GatewayError(415, 'invalid_request', 'The body must be JSON: send Content-Type: application/json.');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new GatewayError(400, 'invalid_request', 'The body is not as long as Content-Length says: send it again.');
    default:
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return new GatewayError(status, 'invalid_request', error.message);
  return new GatewayError(500, 'internal_error', 'The gateway failed on this request; its log says why.', {
    cause: error,
  });
}

function pathOf({ url }: FastifyRequest): string {
  return (url.split('?', 1)[0] ?? '').slice(0, 200);
}
