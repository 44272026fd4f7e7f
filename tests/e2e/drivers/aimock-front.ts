import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';

export interface FrontOptions {
  /** Port of aimock. */
  readonly target: number;
  /** Name of the key that a request carries; undefined for a key that no provider has issued. */
  readonly nameOf: (authorization: string | undefined) => string | undefined;
  /** Status that a key's free calls get: balance, models, and the empty run by which a Perplexity key is probed. */
  readonly freeStatus: (name: string) => number;
  readonly onCall: (name: string) => void;
  readonly onAborted: (name: string) => void;
}

/**
 * Stands in front of aimock for what it does not speak: it tells aimock the key by its context header, because its
 * fixtures see no Authorization; it gives DeepSeek's and Perplexity's paths their names in OpenAI's API; it answers
 * the free calls; and it sees calls that were given up.
 */
export function createFront(options: FrontOptions): Server {
  return createServer((incoming, response) => {
    const name = options.nameOf(incoming.headers.authorization);
    if (name === undefined) return refuse(response, 401, 'no such key');
    if (incoming.method === 'GET') return answerFree(options.freeStatus(name), response);
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => {
      const body = Buffer.concat(chunks);
      if (body.toString() === '{}') {
        const status = options.freeStatus(name);
        refuse(response, status === 200 ? 400 : status, 'probe');
      } else forward(options, name, incoming, body, response);
    });
  });
}

const paths: Readonly<Record<string, string>> = {
  '/chat/completions': '/v1/chat/completions',
  '/v1/agent': '/v1/responses',
};

function forward(
  options: FrontOptions,
  name: string,
  incoming: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  options.onCall(name);
  const path = incoming.url ?? '/';
  const headers = { 'content-type': 'application/json', 'content-length': body.length, 'x-aimock-context': name };
  const call = request(
    { host: '127.0.0.1', port: options.target, method: 'POST', path: paths[path] ?? path, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.on('data', (chunk: Buffer) => response.write(chunk));
      answer.once('end', () => response.end());
      // aimock cuts a stream by breaking its connection; so do we.
      answer.once('error', () => response.destroy());
    },
  );
  call.once('error', () => response.destroy());
  response.once('close', () => {
    if (response.writableFinished || call.destroyed) return;
    options.onAborted(name);
    call.destroy();
  });
  call.end(body);
}

function answerFree(status: number, response: ServerResponse): void {
  if (status !== 200) {
    refuse(response, status, 'free call refused');
    return;
  }
  const body = { is_available: true, balance_infos: [], object: 'list', data: [] };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message } }));
}
