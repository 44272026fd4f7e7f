import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Message, readMessage } from './message.ts';

/** What lies outside of Prometheus and Alertmanager: Slack, the console's inbox, and the targets that are scraped. */
export class Outside implements AsyncDisposable {
  /** Messages to Slack, in order. */
  readonly messages: Message[] = [];
  /** Names of alerts that arrived as heartbeats. */
  readonly heartbeats = new Set<string>();
  #exposition: () => string = () => '';
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: Error) => response.writeHead(500).end(error.message));
    });
  }

  static async open(): Promise<Outside> {
    const outside = new Outside();
    outside.#server.listen(0, '127.0.0.1');
    await once(outside.#server, 'listening');
    return outside;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Changes what the targets expose from now on. */
  expose(exposition: () => string): void {
    this.#exposition = exposition;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/metrics') {
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(this.#exposition());
      return;
    }
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    if (request.url === '/slack') this.messages.push(readMessage(request.headers['content-type'], body));
    if (request.url === '/inbox/heartbeat') {
      const { alerts } = JSON.parse(body) as { alerts: { labels: { alertname: string } }[] };
      for (const { labels } of alerts) this.heartbeats.add(labels.alertname);
    }
    response.end('ok');
  }
}
