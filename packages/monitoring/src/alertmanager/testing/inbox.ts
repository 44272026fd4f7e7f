import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What Alertmanager sends to Slack, as far as tests look at it. */
export interface Message {
  readonly channel: string;
  readonly title: string;
  readonly text: string;
  readonly fallback: string;
  readonly footer: string;
  readonly color: string;
  /** Addresses of the buttons by their text. */
  readonly buttons: Readonly<Record<string, string>>;
  readonly payload: unknown;
}

interface Payload {
  readonly channel: string;
  readonly attachments: readonly [
    Omit<Message, 'channel' | 'buttons' | 'payload'> & { actions: readonly { text: string; url: string }[] },
  ];
}

export interface Inbox {
  readonly url: string;
  /** Messages in Slack's format, in order. */
  readonly messages: Message[];
  /** Paths of all requests, in order. */
  readonly paths: string[];
}

/** Stands for Slack and the console; says ok unless told otherwise. */
export async function startInbox(answer = (response: ServerResponse): unknown => response.end('ok')): Promise<Inbox> {
  const messages: Message[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const { url: path = '' } = request;
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    // A request that breaks off, as when its sender is stopped, has no end and is none.
    request.on('end', () => {
      if (path.endsWith('/slack')) messages.push(read(JSON.parse(body)));
      paths.push(path);
      answer(response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, messages, paths };
}

function read(payload: Payload): Message {
  const { actions, ...attachment } = payload.attachments[0];
  const buttons = Object.fromEntries(actions.map(({ text, url }) => [text, url]));
  return { ...attachment, channel: payload.channel, buttons, payload };
}
