import { firingNow } from './alertmanager/firing.ts';
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

export interface HomeOptions {
  readonly links: Links;
  /** Where Alertmanager's API is reached from here. */
  readonly alertmanagerApi: string;
  readonly inbox: Inbox;
  readonly dashboards: () => Dashboard[];
}

/** Mounts the page that leads to everything else. */
export function mountHome(app: App, site: Site, options: HomeOptions): void {
  const { links, alertmanagerApi, inbox, dashboards } = options;
  app.get('/', async (_request, reply) => {
    const base = links.dashboards === links.console ? '' : links.dashboards;
    const body = html`<p><a href="/runbooks">Runbooks</a> · <a href="/inbox">Inbox</a> ·
<a href="${links.prometheus}/">Prometheus</a> · Alertmanager
(<a href="${links.alertmanager}/api/v2/alerts">its alerts</a> as JSON)</p>
<h2>Firing now</h2>
${await firingNow(alertmanagerApi, site.now())}
<h2>Dashboards</h2>
${dashboardList(dashboards(), base)}
<h2>Notifications</h2>
${heartbeatLine(inbox)}
${notificationList(inbox.newest(10), site.now())}`;
    return sendPage(reply, site, { title: 'Console', body, refresh: 10 });
  });
}
