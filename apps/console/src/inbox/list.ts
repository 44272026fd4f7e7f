import { html } from '../pages/html.ts';
import { time } from '../pages/page.ts';
import type { Inbox } from './inbox.ts';
import type { Notification } from './notification.ts';

/** Notifications as they stand on a page. */
export function notificationList(notifications: readonly Notification[]) {
  return notifications.length === 0
    ? html`<p>No notification has arrived yet.</p>`
    : html`${notifications.map(notificationItem)}`;
}

/** When Alertmanager last showed that it reaches the console. */
export function heartbeatLine({ lastHeartbeat }: Inbox) {
  return lastHeartbeat === undefined
    ? html`<p>No heartbeat has arrived yet. The alert Watchdog sends one while Prometheus and Alertmanager work.</p>`
    : html`<p>Last heartbeat: ${time(lastHeartbeat)}.</p>`;
}

function notificationItem(notification: Notification) {
  const { id, received_at: at, channel, status, title_link: link, text, links } = notification;
  const title = notification.title || '(no title)';
  return html`<article id="${id}" class="${status}">
<h3>${link === '' ? title : html`<a href="${link}">${title}</a>`}</h3>
<p>${time(at)} ${channel}</p>
<p class="text">${text}</p>
<p>${links.map((button) => html`<a href="${button.url}">${button.text}</a> `)}</p>
</article>`;
}
