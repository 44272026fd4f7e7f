import { ConsoleError } from '../errors.ts';
import { parseObject } from '../input/json.ts';
import { html } from '../pages/html.ts';
import { type App, type Site, sendPage } from '../pages/page.ts';
import type { Inbox } from './inbox.ts';
import { heartbeatLine, notificationList } from './list.ts';
import { readMessage } from './notification.ts';

/** How many notifications are kept, and so the most that one answer holds. */
export const capacity = 1000;

const onPage = 100;

/** Mounts what Alertmanager posts to, and what shows it. */
export function mountInbox(app: App, site: Site, inbox: Inbox): void {
  app.post('/inbox/slack', async ({ body }, reply) => {
    const payload = parseObject(String(body));
    if (payload === undefined) throw invalidPayload();
    await inbox.add(readMessage(payload));
    // Alertmanager takes anything else for a failure.
    return reply.type('text/plain').send('ok');
  });

  app.post('/inbox/heartbeat', async ({ body }, reply) => {
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

  app.get('/inbox', (_request, reply) => {
    const body = html`${heartbeatLine(inbox)}
${notificationList(inbox.newest(onPage))}
<p>The newest ${onPage} are shown; <a href="/api/v1/inbox?limit=${capacity}">all that are kept</a> as JSON.</p>`;
    return sendPage(reply, site, { title: 'Inbox', body });
  });
}

/** In the words of Slack. */
function invalidPayload(): ConsoleError {
  return new ConsoleError('bad_request', 'invalid_payload');
}

function countOf(name: string, text: unknown): number {
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  throw new ConsoleError('bad_request', `${name}: expected a whole number`);
}
