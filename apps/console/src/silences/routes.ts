import type { IncomingHttpHeaders } from 'node:http';
import { isSameOrigin } from '../access.ts';
import { ConsoleError } from '../errors.ts';
import { html } from '../pages/html.ts';
import { type App, type Site, sendPage, time } from '../pages/page.ts';
import { nearest } from '../runbooks/nearest.ts';
import { createSilence } from './create.ts';
import { currentSilences, endSilence } from './current.ts';
import { matcherList, readWish, silenceForm } from './form.ts';
import { silenceList } from './list.ts';
import type { Matcher } from './matchers.ts';

export interface SilenceOptions {
  /** Where Alertmanager's API is reached from here. */
  readonly alertmanagerApi: string;
  /** Where people reach Alertmanager. */
  readonly alertmanager: string;
  /** Where people reach this console. */
  readonly console: string;
  /** Names of all alerts. */
  readonly alerts: () => readonly string[];
}

/** Mounts the list of silences, a form for a new one, and what creates and ends them. */
export function mountSilences(app: App, site: Site, options: SilenceOptions): void {
  app.get('/silences', async (_request, reply) => {
    const body = silenceList(await currentSilences(options.alertmanagerApi));
    return sendPage(reply, site, { title: 'Silences', body });
  });

  app.get<{ Querystring: { filter?: string | string[] } }>('/silences/new', ({ query }, reply) => {
    const filter = [query.filter ?? []].flat().join(',');
    return sendPage(reply, site, { title: 'Silence alerts', body: silenceForm(filter) });
  });

  app.post('/silences', async (request, reply) => {
    assertOwnForm(request.headers, options);
    const { matchers, durationMs, reason } = readWish(String(request.body));
    const now = site.now();
    const id = await createSilence(options.alertmanagerApi, {
      matchers,
      startsAt: new Date(now).toISOString(),
      endsAt: new Date(now + durationMs).toISOString(),
      createdBy: 'console',
      comment: reason,
    });
    const body = html`${unknownAlerts(matchers, options.alerts())}${matcherList(matchers)}
<p>are silent until ${time(new Date(now + durationMs).toISOString())}: ${reason}</p>
<p>Its id in Alertmanager: <a href="${options.alertmanager}/api/v2/silence/${encodeURIComponent(id)}">${id}</a>.
<a href="/silences">All silences</a> can be ended.</p>`;
    return sendPage(reply, site, { title: 'Silence created', body });
  });

  app.post<{ Params: { id: string } }>('/silences/:id/end', async ({ headers, params }, reply) => {
    assertOwnForm(headers, options);
    await endSilence(options.alertmanagerApi, params.id);
    return reply.redirect('/silences', 303);
  });
}

function assertOwnForm(headers: IncomingHttpHeaders, options: SilenceOptions): void {
  if (isSameOrigin(headers, options.console)) return;
  throw new ConsoleError('foreign_form', 'only the forms of this console, at /silences, may create or end a silence');
}

/** A name may be of a rule that others wrote, so it is no error. */
function unknownAlerts(matchers: readonly Matcher[], alerts: readonly string[]) {
  return matchers
    .filter(({ name, isRegex, isEqual }) => name === 'alertname' && isEqual && !isRegex)
    .filter(({ value }) => alerts.length > 0 && !alerts.includes(value))
    .map(({ value }) => {
      const near = nearest(value, alerts).join(', ');
      return html`<p class="notice">No alert is called ${value}${near === '' ? undefined : `; nearest: ${near}`}.</p>`;
    });
}
