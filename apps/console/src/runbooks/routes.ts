import { join } from 'node:path';
import type { Logger } from '@switchgear/service';
import { WatchedFiles } from '../input/watched.ts';
import { html } from '../pages/html.ts';
import { type App, type Site, sendPage } from '../pages/page.ts';
import { nearest } from './nearest.ts';
import { emptyRunbook, type Runbook, readRunbook } from './read.ts';

/** The runbook in a folder, empty where it has none; read again when it changes. */
export function runbookIn(folder: string, logger: Logger): () => Runbook {
  const files = new WatchedFiles(readRunbook, logger);
  return () => files.read(join(folder, 'ALERT_RUNBOOK.md')) ?? emptyRunbook;
}

/** Mounts the section of each alert, and the list of all. */
export function mountRunbooks(app: App, site: Site, read: () => Runbook): void {
  app.get('/runbooks', (_request, reply) => {
    const { introduction, alerts } = read();
    return sendPage(reply, site, { title: 'Runbooks', body: html`${introduction}${allAlerts([...alerts.keys()])}` });
  });

  app.get<{ Params: { alert: string } }>('/runbooks/:alert', ({ params: { alert } }, reply) => {
    const { alerts } = read();
    const section = alerts.get(alert);
    if (section !== undefined) return sendPage(reply, site, { title: alert, body: section });
    const names = [...alerts.keys()];
    const near = nearest(alert, names);
    const body = html`<p>No alert has the name <b>${alert}</b>.</p>
${near.length > 0 ? html`<p>Nearest:</p>${list(near)}` : undefined}
${allAlerts(names)}`;
    return sendPage(reply, site, { title: 'No such runbook', body }, 404);
  });
}

function allAlerts(alerts: readonly string[]) {
  if (alerts.length === 0) return html`<p>There is no runbook yet; <code>npx switchgear up</code> writes it.</p>`;
  return html`<h2>All alerts</h2>${list(alerts)}`;
}

function list(alerts: readonly string[]) {
  return html`<ul>${alerts.map((alert) => html`<li><a href="/runbooks/${encodeURIComponent(alert)}">${alert}</a>`)}</ul>`;
}
