import type { Dashboard } from './dashboards/read.ts';
import { dashboardList } from './dashboards/routes.ts';
import type { Inbox } from './inbox/inbox.ts';
import { heartbeatLine, notificationList } from './inbox/list.ts';
import { html } from './pages/html.ts';
import { type App, type Site, sendPage } from './pages/page.ts';

/** Where people reach each program, without a slash at the end. */
export interface Links {
  readonly console: string;
  /** Where `/d/<uid>` shows a dashboard: this console, or Grafana. */
  readonly dashboards: string;
  readonly prometheus: string;
  readonly alertmanager: string;
}

/** Mounts the page that leads to everything else. */
export function mountHome(app: App, site: Site, links: Links, inbox: Inbox, dashboards: () => Dashboard[]): void {
  app.get('/', (_request, reply) => {
    const base = links.dashboards === links.console ? '' : links.dashboards;
    const body = html`<p><a href="/runbooks">Runbooks</a> · <a href="/inbox">Inbox</a> ·
<a href="${links.prometheus}/">Prometheus</a> · <a href="${links.alertmanager}/">Alertmanager</a>
(<a href="${links.alertmanager}/api/v2/alerts">its alerts</a>, also where it has no page)</p>
<h2>Dashboards</h2>
${dashboardList(dashboards(), base)}
<h2>Notifications</h2>
${heartbeatLine(inbox)}
${notificationList(inbox.newest(10))}`;
    return sendPage(reply, site, { title: 'Console', body });
  });
}
