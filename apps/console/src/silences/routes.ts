import type { IncomingHttpHeaders } from 'node:http';
import { isSameOrigin } from '../access.ts';
import type { App } from '../app.ts';
import { ConsoleError } from '../errors.ts';
import { nearest } from '../runbooks/nearest.ts';
import type { SendShell } from '../site/routes.ts';
import { createSilence } from './create.ts';
import { currentSilences, endSilence } from './current.ts';
import { type Matcher, parseMatchers } from './matchers.ts';
import { readWish } from './wish.ts';

export interface SilenceOptions {
  /** Where Alertmanager's API is reached from here. */
  readonly alertmanagerApi: string;
  /** Where people reach this console. */
  readonly console: string;
  /** Names of all alerts. */
  readonly alerts: () => readonly string[];
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Mounts the pages of silences, and what lists, creates and ends them. */
export function mountSilences(app: App, shell: SendShell, options: SilenceOptions): void {
  for (const path of ['/silences', '/silences/new']) app.get(path, (_request, reply) => shell(reply));

  app.get('/api/v1/silences', async () => ({ silences: await currentSilences(options.alertmanagerApi) }));

  /** What a filter means, before anything is silenced. */
  app.get<{ Querystring: { filter?: string | string[] } }>('/api/v1/silences/preview', ({ query }) => {
    const matchers = parseMatchers([query.filter ?? []].flat().join(','));
    return { matchers, unknown: unknownAlerts(matchers, options.alerts()) };
  });

  app.post('/api/v1/silences', async (request, reply) => {
    assertOwnPage(request.headers, options);
    const { matchers, durationMs, reason } = readWish(String(request.body));
    const now = options.now();
    const endsAt = new Date(now + durationMs).toISOString();
    const id = await createSilence(options.alertmanagerApi, {
      matchers,
      startsAt: new Date(now).toISOString(),
      endsAt,
      createdBy: 'console',
      comment: reason,
    });
    return reply.code(201).send({ id, endsAt });
  });

  app.delete<{ Params: { id: string } }>('/api/v1/silences/:id', async ({ headers, params }, reply) => {
    assertOwnPage(headers, options);
    await endSilence(options.alertmanagerApi, params.id);
    return reply.code(204).send();
  });
}

function assertOwnPage(headers: IncomingHttpHeaders, options: SilenceOptions): void {
  if (isSameOrigin(headers, options.console)) return;
  throw new ConsoleError('foreign_form', 'only the pages of this console, at /silences, may create or end a silence');
}

/** Names of no rule of ours, with the nearest that are; a name may be of a rule that others wrote, so it is no error. */
function unknownAlerts(matchers: readonly Matcher[], alerts: readonly string[]) {
  return matchers
    .filter(({ name, isRegex, isEqual }) => name === 'alertname' && isEqual && !isRegex)
    .filter(({ value }) => alerts.length > 0 && !alerts.includes(value))
    .map(({ value }) => ({ name: value, nearest: nearest(value, alerts) }));
}
