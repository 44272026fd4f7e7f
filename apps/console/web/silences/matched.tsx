import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Subject } from '../alerts/alert-line.tsx';
import { isHeartbeat } from '../alerts/rules.ts';
import { deliveredAlerts, type Matcher, showMatcher } from '../api/alertmanager.ts';
import { FaultNote } from '../shell/states.tsx';
import { Age } from '../time/when.tsx';

const mostShown = 10;

/** Alerts that a silence would mute now, as Alertmanager reckons it. */
export function Matched({ matchers }: { readonly matchers: readonly Matcher[] }) {
  const { data, error } = useQuery({
    queryKey: ['matched', matchers.map(showMatcher)],
    queryFn: ({ signal }) => deliveredAlerts(signal, matchers),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
  if (error) return <FaultNote error={error} />;
  if (data === undefined) return null;
  const count = data.length === 1 ? 'One alert that fires' : `${data.length} alerts that fire`;
  return (
    <section aria-label="What it would silence">
      <p>
        {data.length === 0
          ? 'No alert of these fires now; later ones will be silenced.'
          : `${count} would be silenced:`}
      </p>
      {data.some(isHeartbeat) && (
        <p className="fault">
          The heartbeat is among them: without it, nobody sees when alerts stop arriving. Narrow the filter down.
        </p>
      )}
      <ul className="lines">
        {data.slice(0, mostShown).map(({ fingerprint, labels, startsAt, annotations }) => (
          <li key={fingerprint}>
            <p className="subject">
              <b>{labels['alertname']}</b> <Subject labels={labels} />{' '}
              <span className="quiet">
                for <Age at={startsAt} />
              </span>
            </p>
            {annotations['summary'] && <p className="quiet">{annotations['summary']}</p>}
          </li>
        ))}
      </ul>
      {data.length > mostShown && <p className="quiet">and {data.length - mostShown} more</p>}
    </section>
  );
}
