import { html } from '../pages/html.ts';
import { time, timeAgo } from '../pages/page.ts';
import type { Inbox } from './inbox.ts';
import { groupOf, type Notification } from './notification.ts';

/**
 * Notifications as they stand on a page.
 *
 * @param notifications the newest first, none left out
 * @param now epoch milliseconds
 */
export function notificationList(notifications: readonly Notification[], now: number) {
  return notifications.length === 0
    ? html`<p>No notification has arrived yet.</p>`
    : html`${notifications.map((one, at) => notificationItem(one, isOver(one, notifications.slice(0, at)), now))}`;
}

/** When Alertmanager last showed that it reaches the console. */
export function heartbeatLine({ lastHeartbeat }: Inbox) {
  return lastHeartbeat === undefined
    ? html`<p>No heartbeat has arrived yet. The alert Watchdog sends one while Prometheus and Alertmanager work.</p>`
    : html`<p>Last heartbeat: ${time(lastHeartbeat)}.</p>`;
}

/** Whether the group of a firing notification has resolved since. */
function isOver({ status, title }: Notification, later: readonly Notification[]): boolean {
  const group = groupOf(title);
  return status === 'firing' && later.some((other) => other.status === 'resolved' && groupOf(other.title) === group);
}

function notificationItem(notification: Notification, over: boolean, now: number) {
  const { id, received_at: at, channel, status, title_link: link, text, links } = notification;
  const title = notification.title || '(no title)';
  const isDrill = title.startsWith('DRILL');
  return html`<article id="${id}" class="${isDrill ? 'drill' : status}">${isDrill ? undefined : bar(notification.color)}
<h3>${link === '' ? title : html`<a href="${link}">${title}</a>`}</h3>
<p>${timeAgo(at, now)} ${channel}${over ? html` · <b>over</b>` : undefined}</p>
<p class="text">${text}</p>
<p>${links.map((button) => html`<a href="${button.url}">${button.text}</a> `)}</p>
</article>`;
}

/** The policy of the pages forbids styles of any element, but not the attributes of a drawing. */
function bar(color: string) {
  if (!/^#[\da-f]{6}$/i.test(color)) return undefined;
  return html`<svg aria-hidden="true"><rect width="100%" height="100%" fill="${color}"/></svg>`;
}
