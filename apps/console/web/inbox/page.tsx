import { useState } from 'react';
import { Empty, FaultNote, Loading } from '../shell/states.tsx';
import { EpisodeCard } from './episode-card.tsx';
import { episodesOf } from './episodes.ts';
import { HeartbeatLine } from './heartbeat-line.tsx';
import { capacity, useInbox } from './use-inbox.ts';
import '../alerts/alerts.css';

const firstShown = 100;

/** What people were told, as it arrived. */
export default function InboxPage() {
  const [limit, setLimit] = useState(firstShown);
  const { data, error, isPending } = useInbox(limit);
  const episodes = episodesOf(data?.notifications ?? []);
  return (
    <>
      <header className="alerts-head">
        <h1>Inbox</h1>
      </header>
      <HeartbeatLine />
      {error && <FaultNote error={error} />}
      {isPending && <Loading />}
      {data?.notifications.length === 0 && (
        <Empty>
          No notification has arrived yet. They come here while no Slack webhook is configured; npm run test-alerts
          raises some.
        </Empty>
      )}
      <ul className="cards" aria-label="Notifications">
        {episodes.map((episode) => (
          <EpisodeCard key={episode.id} episode={episode} />
        ))}
      </ul>
      {data && limit < capacity && data.notifications.length >= limit && (
        <p>
          <button type="button" onClick={() => setLimit(capacity)}>
            Show all that are kept
          </button>{' '}
          <span className="quiet">The newest {limit} are shown.</span>
        </p>
      )}
    </>
  );
}
