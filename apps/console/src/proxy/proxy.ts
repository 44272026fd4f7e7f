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
  /** Types of what it answers when all is well, default JSON. Faults are told in JSON. */
  readonly answers?: readonly string[];
}

/** What is handed on beside method and path: nothing of the viewer's own headers, which may hold a password. */
export interface Content {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** In bytes, the most that a page can draw without standing still. An answer is kept whole, since half of one is none. */
export const largestAnswer = 16_000_000;

/** The most bytes of answers that are under way at once, so that many large ones do not fill the memory. */
const budget = 128_000_000;
let underWay = 0;

export const json = 'application/json';

/**
 * Hands a request on and the answer back, however long that takes. Whoever leaves cancels what was asked.
 *
 * @param path behind the upstream's base address, with its query
 * @throws ConsoleError upstream_failed without an answer that it should give, answer_too_large
 */
export async function passOn(
  request: Request,
  reply: Reply,
  upstream: Upstream,
  path: string,
  content: Content = {},
): Promise<Reply> {
  const gone = new AbortController();
  // A change that was asked for is carried out all the same.
  if (request.method === 'GET') reply.raw.once('close', () => gone.abort());
  const { type, status, headers, body } = await ask(upstream, path, request.method, content, gone.signal);
  const retryAfter = headers.get('retry-after');
  if (retryAfter !== null) reply.header('retry-after', retryAfter);
  return reply.code(status).type(type).send(body);
}

async function ask(upstream: Upstream, path: string, method: string, content: Content, signal: AbortSignal) {
  try {
    const answer = await fetch(upstream.url + path, {
      method,
      ...content,
      // Most often it is on this machine, where packing takes longer than sending.
      headers: { 'accept-encoding': 'identity', ...content.headers },
      // A sign-in page or another host is not what was asked.
      redirect: 'manual',
      signal,
    });
    const body = await wholeBody(answer, upstream);
    return { type: typeOf(answer, body, upstream), status: answer.status, headers: answer.headers, body };
  } catch (error) {
    if (error instanceof ConsoleError) throw error;
    if (signal.aborted) throw new ConsoleError('upstream_failed', `the viewer left before ${upstream.name} answered`);
    const reason = reasonOf(error instanceof Error ? (error.cause ?? error) : error);
    throw failed(upstream, `does not answer at ${upstream.url} (${reason}). Does it run? npx switchgear status, and`);
  }
}

/** Leaving the loop ends the connection, so that no more is sent. */
async function wholeBody({ body }: Response, { name }: Upstream): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.byteLength;
      underWay += chunk.byteLength;
      assertFits(name, bytes);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    underWay -= bytes;
  }
}

function assertFits(name: string, bytes: number): void {
  if (underWay > budget) {
    throw new ConsoleError('busy', 'too many large answers are under way at this console; ask again in a moment');
  }
  if (bytes > largestAnswer) {
    throw new ConsoleError(
      'answer_too_large',
      `${name} answered more than ${largestAnswer / 1e6} MB, which no page can draw. Ask for less: fewer series (more labels, topk), a shorter time, a longer step`,
    );
  }
}

/** @throws ConsoleError upstream_failed where it is none that the upstream should answer with */
function typeOf({ ok, status, headers }: Response, body: Buffer, upstream: Upstream): string {
  const type = headers.get('content-type') ?? 'no type';
  const isRedirect = status >= 300 && status < 400;
  const known = ((ok && upstream.answers) || [json]).find((one) => type.startsWith(one));
  if (!isRedirect && (body.length === 0 || known !== undefined)) return known ?? json;
  // Text is its own words, such as those of a Prometheus that still starts; a web page is none.
  const words = type.startsWith('text/plain') ? body.toString('utf8', 0, 500).trim() : `${type} and not JSON`;
  throw failed(
    upstream,
    `at ${upstream.url} answered ${status}: ${words}. Is that its address, and is it ready? npx switchgear status, and`,
  );
}

function failed({ name, program }: Upstream, how: string): ConsoleError {
  return new ConsoleError('upstream_failed', `${name} ${how} npx switchgear logs ${program}`);
}
