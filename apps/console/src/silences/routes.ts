import { isSameOrigin } from '../access.ts';
import { ConsoleError } from '../errors.ts';
import { html } from '../pages/html.ts';
import { type App, type Site, sendPage, time } from '../pages/page.ts';
import { createSilence } from './create.ts';
import { matcherList, readWish, silenceForm } from './form.ts';

export interface SilenceOptions {
  /** Where Alertmanager's API is reached from here. */
  readonly alertmanagerApi: string;
  /** Where people reach Alertmanager. */
  readonly alertmanager: string;
  /** Where people reach this console. */
  readonly console: string;
  readonly now: () => number;
}

/** Mounts a form for a silence, and what creates it. */
export function mountSilences(app: App, site: Site, options: SilenceOptions): void {
  app.get<{ Querystring: { filter?: string | string[] } }>('/silences/new', ({ query }, reply) => {
    const filter = [query.filter ?? []].flat().join(',');
    return sendPage(reply, site, { title: 'Silence alerts', body: silenceForm(filter) });
  });

  app.post('/silences', async (request, reply) => {
    if (!isSameOrigin(request.headers, options.console)) {
      throw new ConsoleError('foreign_form', 'only the form at /silences/new of this console may create a silence');
    }
    const { matchers, durationMs, reason } = readWish(String(request.body));
    const now = options.now();
    const id = await createSilence(options.alertmanagerApi, {
      matchers,
      startsAt: new Date(now).toISOString(),
      endsAt: new Date(now + durationMs).toISOString(),
      createdBy: 'console',
      comment: reason,
    });
    const body = html`${matcherList(matchers)}
<p>are silent until ${time(new Date(now + durationMs).toISOString())}: ${reason}</p>
<p>Its id in Alertmanager: <a href="${options.alertmanager}/api/v2/silence/${encodeURIComponent(id)}">${id}</a></p>`;
    return sendPage(reply, site, { title: 'Silence created', body });
  });
}
