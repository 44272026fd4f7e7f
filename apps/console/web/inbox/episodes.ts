import type { Notification } from '../api/alertmanager.ts';

/** What was told of one group of alerts, from its first firing until it resolved. */
export interface Episode {
  /** Id of its first notification. */
  readonly id: string;
  /** What it is about: a title without its status. */
  readonly title: string;
  readonly isDrill: boolean;
  /** Firing until it is told that it is over; `other` for what is no alert. */
  readonly status: Notification['status'];
  /** In the order of arrival. */
  readonly notifications: readonly [Notification, ...Notification[]];
}

const prefix = /^(DRILL\b[^[]*)?\[(?:FIRING:\d+|RESOLVED)\]\s*/;

/**
 * Puts together what belongs together: an episode ends when its group resolves, and the next firing begins another.
 *
 * @param notifications newest first
 * @returns the one that was last told of first
 */
export function episodesOf(notifications: readonly Notification[]): readonly Episode[] {
  const all: [Notification, ...Notification[]][] = [];
  const open = new Map<string, [Notification, ...Notification[]]>();
  for (const notification of notifications.toReversed()) {
    const group = notification.title.replace(prefix, '$1');
    const episode = open.get(group);
    if (episode !== undefined && notification.status !== 'other') episode.push(notification);
    else {
      const fresh: [Notification] = [notification];
      all.push(fresh);
      if (notification.status === 'firing') open.set(group, fresh);
    }
    if (notification.status === 'resolved') open.delete(group);
  }
  return all.map(readEpisode).sort((a, b) => Number(lastOf(b).id) - Number(lastOf(a).id));
}

export function lastOf({ notifications }: Pick<Episode, 'notifications'>): Notification {
  return notifications.at(-1) ?? notifications[0];
}

function readEpisode(notifications: Episode['notifications']): Episode {
  const [{ id, title }] = notifications;
  return {
    id,
    title: title.replace(prefix, ''),
    isDrill: title.startsWith('DRILL'),
    status: lastOf({ notifications }).status,
    notifications,
  };
}
