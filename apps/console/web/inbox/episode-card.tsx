import { PlaceLink } from '../alerts/actions.tsx';
import { usePlaceOf } from '../alerts/queries.ts';
import type { Notification } from '../api/alertmanager.ts';
import { duration, inViewersZone } from '../time/duration.ts';
import { Age, Clock, useNow } from '../time/when.tsx';
import { type Episode, lastOf } from './episodes.ts';

/** One group of alerts, from the first notification to that of its end. */
export function EpisodeCard({ episode }: { readonly episode: Episode }) {
  const { title, isDrill, status, notifications } = episode;
  const [first] = notifications;
  const last = lastOf(episode);
  const placeOf = usePlaceOf();
  const color = /^#[\da-f]{6}$/i.test(first.color) && !isDrill ? first.color : undefined;
  return (
    <li className="card alert" style={{ borderLeftColor: color }}>
      <header>
        {isDrill && <span className="badge">DRILL</span>}
        {status !== 'other' && (
          <span className={`badge ${status === 'resolved' ? 'good' : ''}`}>
            {status === 'resolved' ? 'over' : 'firing'}
          </span>
        )}
        <h2>{title || 'Notification without a title'}</h2>
        <span className="quiet">
          {first.channel}
          {status === 'resolved' &&
            first !== last &&
            `, after ${duration((arrivalOf(last) - arrivalOf(first)) / 1_000)}`}
        </span>
      </header>
      <ol className="lines" aria-label={`What was told of ${title}`}>
        {notifications.map((notification) => (
          <Told key={notification.id} notification={notification} isLast={notification === last} />
        ))}
      </ol>
      <p className="actions">
        {last.links.map(({ text, url }) => {
          const place = placeOf(url);
          return place && <PlaceLink key={text + url} text={text} place={place} about={title} />;
        })}
      </p>
    </li>
  );
}

function arrivalOf({ received_at: at }: Notification): number {
  return Date.parse(at);
}

const words = { firing: 'Firing', resolved: 'Resolved', other: 'Told' };

function Told({ notification, isLast }: { readonly notification: Notification; readonly isLast: boolean }) {
  const { received_at: at, status, text } = notification;
  const head = (
    <>
      <b>{words[status]}</b>{' '}
      <span className="quiet">
        <Clock at={at} />, <Age at={at} /> ago
      </span>
    </>
  );
  if (isLast) {
    return (
      <li>
        <p>{head}</p>
        <Text text={text} />
      </li>
    );
  }
  return (
    <li>
      <details>
        <summary>{head}</summary>
        <Text text={text} />
      </details>
    </li>
  );
}

function Text({ text }: Pick<Notification, 'text'>) {
  return <p className="alert-text">{inViewersZone(text, useNow())}</p>;
}
