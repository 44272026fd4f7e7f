import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@switchgear/service';
import { WatchedFiles } from '../input/watched.ts';
import { html } from '../pages/html.ts';
import { type App, type Site, sendPage } from '../pages/page.ts';
import { queryAddress } from './query.ts';
import { type Dashboard, type Panel, readDashboard } from './read.ts';

/** All dashboards in a folder, by title; read again when they change. */
export function dashboardsIn(folder: string, logger: Logger): () => Dashboard[] {
  const files = new WatchedFiles(readDashboard, logger);
  return () =>
    namesIn(folder)
      .flatMap((name) => files.read(join(folder, name)) ?? [])
      .sort((a, b) => a.title.localeCompare(b.title));
}

/** Mounts a plain page per dashboard: what its panels mean, and their queries in Prometheus. */
export function mountDashboards(app: App, site: Site, dashboards: () => Dashboard[], prometheus: string): void {
  for (const path of ['/d/:uid', '/d/:uid/:slug']) {
    app.get<{ Params: { uid: string } }>(path, (request, reply) => {
      const all = dashboards();
      const dashboard = all.find(({ uid }) => uid === request.params.uid);
      if (dashboard === undefined) {
        const body = html`<p>No dashboard has the uid <b>${request.params.uid}</b>.</p>${dashboardList(all)}`;
        return sendPage(reply, site, { title: 'No such dashboard', body }, 404);
      }
      const body = html`${dashboard.panels.map((panel) => panelSection(panel, prometheus))}`;
      return sendPage(reply, site, { title: `${dashboard.title}: panels and queries`, body });
    });
  }
}

/** @param base where `/d/<uid>` is; '' for this console */
export function dashboardList(dashboards: readonly Dashboard[], base = '') {
  if (dashboards.length === 0) return html`<p>There are none yet; <code>npx switchgear up</code> writes them.</p>`;
  return html`<ul>${dashboards.map(({ uid, title }) => html`<li><a href="${base}/d/${encodeURIComponent(uid)}">${title}</a>`)}</ul>`;
}

function panelSection({ title, description, queries }: Panel, prometheus: string) {
  return html`<section>
<h2>${title}</h2>
<p>${description}</p>
${queries.map((query) => html`<pre><code>${query}</code></pre><p><a href="${queryAddress(prometheus, query)}">Open query</a></p>`)}
</section>`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}
