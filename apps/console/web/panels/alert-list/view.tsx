import { Link } from 'wouter';
import { Subject } from '../../alerts/alert-line.tsx';
import { type CurrentAlert, currentAlerts } from '../../alerts/current.ts';
import { useDelivered, useRules } from '../../alerts/queries.ts';
import { severityOf } from '../../alerts/rules.ts';
import { Empty, FaultNote, Loading } from '../../shell/states.tsx';
import { Age } from '../../time/when.tsx';
import type { PanelProps } from '../props.ts';
import { chooseAlerts } from './choose.ts';
import './style.css';

interface AlertListOptions {
  readonly maxItems?: number;
  readonly sortOrder?: number;
  readonly stateFilter?: { readonly firing?: boolean; readonly pending?: boolean };
  readonly alertName?: string;
}

/** Alerts as Prometheus and Alertmanager have them now, whatever time the dashboard shows. */
export function AlertList({ panel, height, fill }: PanelProps) {
  const options: AlertListOptions = panel.options ?? {};
  const { stateFilter: { firing = true, pending = true } = {} } = options;
  const [rules, delivered] = [useRules(), useDelivered()];
  const error = rules.error ?? delivered.error;
  const alerts = chooseAlerts([...currentAlerts(rules.data, delivered.data)], {
    sortOrder: options.sortOrder ?? 1,
    firing,
    pending,
    name: fill(options.alertName ?? ''),
  });
  const shown = alerts.slice(0, options.maxItems ?? 20);
  return (
    <div className="alert-list" style={{ height }}>
      {error && <FaultNote error={error} />}
      {rules.isPending && delivered.isPending && <Loading />}
      {alerts.length === 0 && rules.data && delivered.data && (
        <Empty>No such alert {firing ? 'fires' : 'is pending'}.</Empty>
      )}
      <ul aria-label={panel.title || 'Alerts'}>
        {shown.map((alert) => (
          <Line key={JSON.stringify(alert.labels)} alert={alert} />
        ))}
      </ul>
      {alerts.length > shown.length && <Link href="/alerts">And {alerts.length - shown.length} more</Link>}
    </div>
  );
}

function Line({ alert: { labels, annotations, standing, since } }: { readonly alert: CurrentAlert }) {
  const name = labels['alertname'] ?? '';
  const severity = severityOf({ labels });
  return (
    <li>
      {severity && <span className={`badge ${severity}`}>{severity}</span>}
      <Link href={`/runbooks/${encodeURIComponent(name)}`} title={annotations['summary']}>
        {name}
      </Link>
      <Subject labels={labels} />
      <span className="quiet">
        {standing} for <Age at={since} />
      </span>
    </li>
  );
}
