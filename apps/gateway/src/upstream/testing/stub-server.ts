import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Resolves when the client has broken the connection off. */
  readonly gone: Promise<void>;
}

export type Script = (response: ServerResponse, request: SeenRequest) => void | Promise<void>;

/** A provider on a free local port that answers by script. */
export class StubServer {
  readonly requests: SeenRequest[] = [];
  script: Script = (response) => {
    response.end();
  };
  readonly #server = createServer((request, response) => {
    void this.#serve(request, response);
  });

  static async start(): Promise<StubServer> {
    const stub = new StubServer();
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  get last(): SeenRequest {
    const request = this.requests.at(-1);
    if (request === undefined) throw new Error('the stub server has seen no request');
    return request;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      response.once('close', () => {
        if (!response.writableFinished) resolve();
      });
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const seen = { method, url, headers, body: Buffer.concat(chunks).toString('utf8'), gone };
    this.requests.push(seen);
    await this.script(response, seen);
  }
}

/** Answers JSON with a status and headers. */
export function sendJson(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Script {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** Answers an event stream whose parts go out one by one, each after the first at a call of `step`. */
export function sendStepwise(parts: readonly (string | Buffer)[]): { script: Script; step(): void } {
  let wake = () => {};
  let steps = 1;
  const script: Script = async (response) => {
    startEvents(response);
    for (const part of parts) {
      while (steps === 0) await new Promise<void>((resolve) => (wake = resolve));
      steps -= 1;
      await sendPart(response, part);
    }
    response.end();
  };
  const step = () => {
    steps += 1;
    wake();
  };
  return { script, step };
}

/** Answers an event stream and ends it. */
export function sendEvents(parts: Iterable<string | Buffer>, headers: Readonly<Record<string, string>> = {}): Script {
  return async (response) => {
    startEvents(response, headers);
    for (const part of parts) await sendPart(response, part);
    response.end();
  };
}

export function startEvents(response: ServerResponse, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
}

/** Writes a part and lets it reach the client alone. */
export async function sendPart(response: ServerResponse, part: string | Buffer): Promise<void> {
  await new Promise<void>((resolve) => response.write(part, () => resolve()));
  await new Promise((resolve) => setImmediate(resolve));
}

/** Breaks the connection off with a reset instead of an orderly end. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
