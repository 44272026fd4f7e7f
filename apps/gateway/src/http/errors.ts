import type { IncomingMessage } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { GatewayError } from '../proxy/index.ts';

/** How long a client may go on sending a body that is refused, before its connection is broken. */
const swallowMs = 5000;

/** Every answer that is not a success leaves here, in OpenAI's error shape with a stable `code`. */
export function registerErrors(app: FastifyInstance, bodyLimitBytes: number): void {
  app.setErrorHandler(async (thrown: FastifyError | GatewayError, request, reply) => {
    const error = thrown instanceof GatewayError ? thrown : translate(thrown, bodyLimitBytes);
    if (error.code === 'internal_error') request.log.error({ err: thrown }, 'request failed inside the gateway');
    // A connection that is closed while its client still sends is reset, and the answer lost with it.
    if (error.code === 'request_too_large') await swallow(request.raw, bodyLimitBytes);
    return sendError(error, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    const message = `There is no ${request.method} ${pathOf(request)}: GET /openapi.json lists all.`;
    return sendError(new GatewayError(404, 'not_found', message), reply);
  });
}

/** For what goes wrong before there is a route: a path that is no path. */
export const frameworkErrors: NonNullable<FastifyServerOptions['frameworkErrors']> = (error, _request, reply) => {
  sendError(translate(error, 0), reply);
};

/** For what goes wrong before there is a request. */
export const clientErrorHandler: NonNullable<FastifyServerOptions['clientErrorHandler']> = (cause, socket) => {
  const { status, reason, message } = brokenRequests[cause.code ?? ''] ?? brokenRequest;
  if (cause.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(new GatewayError(status, 'invalid_request', message));
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};

const brokenRequest = { status: 400, reason: 'Bad Request', message: 'The request is not valid HTTP.' };
const brokenRequests: Readonly<Record<string, typeof brokenRequest>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, reason: 'Request Timeout', message: 'The request was not sent in time.' },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    reason: 'Request Header Fields Too Large',
    message: 'The headers are larger than 16 KiB.',
  },
};

function sendError(error: GatewayError, reply: FastifyReply): FastifyReply {
  if (error.retryAfterMs !== undefined) {
    reply.header('retry-after', Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
  }
  return reply.code(error.status).send(error.toJSON());
}

function swallow(request: IncomingMessage, mostBytes: number): Promise<void> {
  return new Promise((resolve) => {
    let left = mostBytes;
    const timer = setTimeout(resolve, swallowMs);
    request.on('data', (part: Buffer) => {
      left -= part.length;
      if (left < 0) resolve();
    });
    request.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    request.once('end', resolve).resume();
  });
}

/** What Fastify finds wrong with a request before any handler sees it. */
function translate(error: FastifyError, bodyLimitBytes: number): GatewayError {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const message = `The body is larger than ${bodyLimitBytes} bytes: shorten it, or raise gateway.body_limit_bytes.`;
    return new GatewayError(413, 'request_too_large', message);
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    return new GatewayError(status, 'invalid_request', remedies[error.code] ?? error.message);
  }
  const message = 'The gateway failed on this request; its log says why.';
  return new GatewayError(500, 'internal_error', message, { cause: error });
}

const remedies: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body must be JSON: send Content-Type: application/json.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as Content-Length says: send it again.',
};

function pathOf({ url }: FastifyRequest): string {
  return (url.split('?', 1)[0] ?? '').slice(0, 200);
}
