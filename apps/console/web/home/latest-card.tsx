import { Link } from 'wouter';
import { HeartbeatLine } from '../inbox/heartbeat-line.tsx';
import { useInbox } from '../inbox/use-inbox.ts';
import { Empty, FaultNote } from '../shell/states.tsx';
import { Age } from '../time/when.tsx';

const most = 5;

/** What people were told last, and whether they would be told. */
export function LatestCard() {
  const { data, error } = useInbox(most);
  return (
    <section className="card" aria-labelledby="latest">
      <h2 id="latest">
        <Link href="/inbox">Notifications</Link>
      </h2>
      <HeartbeatLine />
      {error && <FaultNote error={error} />}
      {data?.notifications.length === 0 && <Empty>None has arrived in the local inbox.</Empty>}
      <ul className="latest">
        {data?.notifications.slice(0, most).map(({ id, title, channel, received_at: at }) => (
          <li key={id}>
            {title || 'Without a title'}{' '}
            <span className="quiet">
              {channel} <Age at={at} /> ago
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
