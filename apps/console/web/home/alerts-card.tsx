import { Link } from 'wouter';
import { Subject } from '../alerts/alert-line.tsx';
import { bySeverity, severityOf } from '../alerts/rules.ts';
import { Empty, FaultNote } from '../shell/states.tsx';
import { Age } from '../time/when.tsx';
import type { Overview } from './queries.ts';

const most = 8;

/** Alerts that fire now, critical ones first. */
export function AlertsCard({ overview: { alerts, faults } }: { readonly overview: Overview }) {
  const sorted = alerts?.toSorted(
    (a, b) =>
      Number(a.status.state === 'suppressed') - Number(b.status.state === 'suppressed') ||
      bySeverity(severityOf(a), severityOf(b)) ||
      b.startsAt.localeCompare(a.startsAt),
  );
  return (
    <section className="card" aria-labelledby="alerts">
      <h2 id="alerts">
        <Link href="/alerts">Alerts</Link> {sorted && <span className="quiet">{sorted.length} firing</span>}
      </h2>
      {faults.alerts && <FaultNote error={faults.alerts} />}
      {sorted?.length === 0 && <Empty>No alert fires.</Empty>}
      <ul className="lines">
        {sorted?.slice(0, most).map(({ fingerprint, labels, startsAt, status }) => (
          <li key={fingerprint}>
            <p>
              <span className={`badge ${severityOf({ labels })}`}>{severityOf({ labels }) || 'no severity'}</span>{' '}
              {status.silencedBy.length > 0 && <span className="badge">silenced</span>}{' '}
              {status.inhibitedBy.length > 0 && <span className="badge">inhibited</span>}{' '}
              {labels['drill'] === 'true' && <span className="badge">DRILL</span>} <b>{labels['alertname']}</b>
            </p>
            <p className="subject">
              <Subject labels={labels} />
              <span className="quiet">
                for <Age at={startsAt} />
              </span>
              <Link
                href={`/runbooks/${encodeURIComponent(labels['alertname'] ?? '')}`}
                aria-label={`Runbook of ${labels['alertname']}`}
              >
                Runbook
              </Link>
            </p>
          </li>
        ))}
      </ul>
      {sorted !== undefined && sorted.length > most && (
        <p>
          <Link href="/alerts">And {sorted.length - most} more</Link>
        </p>
      )}
    </section>
  );
}
