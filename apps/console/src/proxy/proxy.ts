import { Readable } from 'node:stream';
import type { Reply, Request } from '../app.ts';
import { ConsoleError, reasonOf } from '../errors.ts';

/** A program that pages ask through this console, so that they need no address of it and leave no way to change it. */
export interface Upstream {
  /** What people call it. */
  readonly name: string;
  /** Its base address as reached from here, without a slash at the end. */
  readonly url: string;
  /** Name for `npx switchgear logs`. */
  readonly program: string;
}

/** The most bytes of an answer that a page can draw without standing still; more is a query that needs narrowing. */
const largestAnswer = 16_000_000;

/**
 * Hands a request on and streams the answer back. It ends with the viewer's own: whoever leaves cancels the query.
 *
 * @param path behind the upstream's base address, with its query
 * @throws ConsoleError upstream_failed when it does not answer
 */
export async function passOn(
  request: Request,
  reply: Reply,
  upstream: Upstream,
  path: string,
  init: { readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Reply> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const answer = await ask(upstream, path, {
    ...init,
    method: request.method,
    signal: gone.signal,
    redirect: 'manual',
  });
  reply.code(answer.status).type(answer.headers.get('content-type') ?? 'application/json');
  const retryAfter = answer.headers.get('retry-after');
  if (retryAfter !== null) reply.header('retry-after', retryAfter);
  if (answer.body === null) return reply.send();
  return reply.send(Readable.from(limited(answer.body, upstream, gone)));
}

async function ask(upstream: Upstream, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(upstream.url + path, init);
  } catch (error) {
    const reason = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new ConsoleError(
      'upstream_failed',
      `${upstream.name} does not answer at ${upstream.url} (${reasonOf(reason)}). Does it run? npx switchgear status, and npx switchgear logs ${upstream.program}`,
      { cause: error },
    );
  }
}

async function* limited(body: ReadableStream<Uint8Array>, upstream: Upstream, gone: AbortController) {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > largestAnswer) {
      gone.abort();
      throw new ConsoleError('upstream_failed', `${upstream.name} answered more than ${largestAnswer / 1e6} MB`);
    }
    yield chunk;
  }
}
