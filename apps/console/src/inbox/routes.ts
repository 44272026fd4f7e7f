import type { IncomingHttpHeaders } from 'node:http';
import type { App } from '../app.ts';
import { ConsoleError } from '../errors.ts';
import { parseObject } from '../input/json.ts';
import type { SendShell } from '../site/routes.ts';
import type { Inbox } from './inbox.ts';
import { type Message, readMessage } from './notification.ts';

/** How many notifications are kept, and so the most that one answer holds. */
export const capacity = 1000;

const forPrograms = {
  bodyLimit: 256_000,
  // Browsers say one or the other, programs neither; any page could post here without asking.
  onRequest: async ({ headers }: { readonly headers: IncomingHttpHeaders }) => {
    if (headers.origin === undefined && headers['sec-fetch-site'] === undefined) return;
    throw new ConsoleError('foreign_form', 'only programs may post to the inbox, no page in a browser');
  },
};

/** Mounts what Alertmanager posts to, and what shows it. */
export function mountInbox(app: App, shell: SendShell, inbox: Inbox): void {
  app.post('/inbox/slack', forPrograms, async ({ body }, reply) => {
    await inbox.add(messageIn(String(body)));
    // Alertmanager takes anything else for a failure.
    return reply.type('text/plain').send('ok');
  });

  app.post('/inbox/heartbeat', forPrograms, async ({ body }, reply) => {
    const status = parseObject(String(body))?.['status'];
    if (status !== 'firing' && status !== 'resolved') throw invalidPayload();
    // A heartbeat that is resolved has stopped.
    if (status === 'firing') await inbox.beat();
    return reply.type('text/plain').send('ok');
  });

  app.get<{ Querystring: { limit?: unknown; after?: unknown } }>('/api/v1/inbox', ({ query }) => {
    const limit = countOf('limit', query.limit ?? '50');
    const after = countOf('after', query.after ?? '0');
    return {
      last_heartbeat: inbox.lastHeartbeat ?? null,
      notifications: inbox.newest(Math.max(limit, 1), after),
    };
  });

  app.get('/inbox', (_request, reply) => shell(reply));
}

function messageIn(body: string): Message {
  const payload = parseObject(body);
  if (payload === undefined) throw invalidPayload();
  try {
    return readMessage(payload);
  } catch {
    // It nests too deep.
    throw invalidPayload();
  }
}

/** In the words of Slack. */
function invalidPayload(): ConsoleError {
  return new ConsoleError('bad_request', 'invalid_payload');
}

function countOf(name: string, text: unknown): number {
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  throw new ConsoleError('bad_request', `${name}: expected a whole number`);
}
