import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A gateway of one's own: it keeps what it is asked, and answers as is set at that moment. */
export interface ScriptedGateway {
  readonly url: string;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  respond: (response: ServerResponse, model: string) => void;
  stop(): Promise<void>;
}

export async function startGateway(): Promise<ScriptedGateway> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      gateway.asked.push({ path: request.url ?? '', headers: request.headers, body });
      gateway.respond(response, String(JSON.parse(body).model));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway: ScriptedGateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    respond: (response) => completion(response, 'unknown'),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gateway;
}

export function completion(
  response: ServerResponse,
  content: unknown,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const usage = { prompt_tokens: 70, completion_tokens: 30, total_tokens: 100 };
  const body = { choices: [{ index: 0, message: { role: 'assistant', content } }], usage, ...more };
  send(response, 200, body, { 'x-switchgear-provider': 'deepseek' });
}

export function refusal(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  send(response, status, { error: { message: 'not now', type: 't', param: null, code } }, headers);
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
