import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CallProxy, GatewayError, type ProxyRequest, type ProxyResult, type ServedBy } from '../../proxy/index.ts';
import { kindOf, parseObject } from '../body.ts';

type Dialect = ProxyRequest['dialect'];

/** How long a client has to read the last event of a broken stream before the connection breaks too. */
const readingMs = 250;

/** Answers one call in the given dialect, as JSON or as a stream. */
export async function answerCall(
  proxy: CallProxy,
  dialect: Dialect,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { raw, value: body } = parseObject(request.body);
  const { model, stream } = checkFields(body, dialect);
  const signal = untilClientLeaves(reply.raw);
  const result = await proxy.handle({ dialect, model, stream, body, raw, signal });
  const headers = headersOf(result.servedBy);
  if (result.kind === 'complete') {
    return reply.headers(headers).type('application/json; charset=utf-8').send(result.body);
  }
  reply.hijack();
  await pump(result, reply.raw, headers, signal);
  return reply;
}

/** Checks what the gateway itself acts on; everything else is the provider's to judge. */
function checkFields(body: Record<string, unknown>, dialect: Dialect): { model: string | undefined; stream: boolean } {
  const { model, stream, messages } = body as { model?: unknown; stream?: unknown; messages?: unknown };
  if (model !== undefined && (typeof model !== 'string' || model === ''))
    throw wrongField('model', 'a model name', model);
  if (stream !== undefined && stream !== null && typeof stream !== 'boolean') {
    throw wrongField('stream', 'true or false', stream);
  }
  if (dialect === 'chat' && !Array.isArray(messages)) throw wrongField('messages', 'an array of messages', messages);
  return { model, stream: stream === true };
}

function wrongField(field: string, expected: string, value: unknown): GatewayError {
  const message = `The field ${field} must be ${expected}, not ${kindOf(value)}.`;
  return new GatewayError(400, 'invalid_request', message, { param: field });
}

/** Aborts when the connection closes before the answer was written in full. */
function untilClientLeaves(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

function headersOf({ provider, keyId, attempts }: ServedBy): Record<string, string> {
  return {
    'x-switchgear-provider': provider,
    'x-switchgear-key-id': keyId,
    'x-switchgear-attempts': String(attempts),
  };
}

/**
 * Writes a stream at the client's pace. A stream that breaks has sent its error event by then: the connection is
 * broken too, without the final chunk, so that a client that knows no error events still sees that the end is missing.
 */
async function pump(
  result: Extract<ProxyResult, { kind: 'stream' }>,
  response: ServerResponse,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  });
  try {
    for await (const text of result.events) {
      if (!response.write(text)) await drained(response, AbortSignal.any([signal, result.broken]));
    }
    response.end();
  } catch (error) {
    if (error instanceof GatewayError) return breakOff(response);
    response.destroy();
    throw error;
  }
}

/** Waits for a slow client, but not beyond the end of what it is waited for. */
async function drained(response: ServerResponse, over: AbortSignal): Promise<void> {
  try {
    await once(response, 'drain', { signal: over });
  } catch (error) {
    // The client has gone or the stream is broken: the next event tells.
    if (!over.aborted) throw error;
  }
}

/** Clients drop what they have not read when a connection breaks, and the error event must be read first. */
async function breakOff(response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await delay(readingMs, undefined, { signal: gone.signal }).catch(() => {
    // The client has closed by itself: the event has reached it.
  });
  response.destroy();
}
