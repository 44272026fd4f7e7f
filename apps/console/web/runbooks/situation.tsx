import { Actions } from '../alerts/actions.tsx';
import { Subject } from '../alerts/alert-line.tsx';
import { currentAlerts } from '../alerts/current.ts';
import { useDelivered, useRules } from '../alerts/queries.ts';
import { isHeartbeat } from '../alerts/rules.ts';
import { FaultNote } from '../shell/states.tsx';
import { Age } from '../time/when.tsx';

/** Whether an alert fires now, and the ways from its runbook to everything else about it. */
export function Situation({ alert }: { readonly alert: string }) {
  const [rules, delivered] = [useRules(), useDelivered()];
  const ofAlert = rules.data?.filter(({ name }) => name === alert) ?? [];
  const alerts = currentAlerts(ofAlert, delivered.data).filter(({ labels }) => labels['alertname'] === alert);
  const [rule] = ofAlert;
  return (
    <section className="card situation" aria-label="Now">
      {(rules.error ?? delivered.error) && <FaultNote error={rules.error ?? delivered.error} />}
      {alerts.length > 0 && (
        <ul className="lines">
          {alerts.slice(0, 10).map(({ labels, standing, since }) => (
            <li key={JSON.stringify(labels)} className="subject">
              <span className={`badge ${standing === 'firing' ? labels['severity'] : ''}`}>{standing}</span> for{' '}
              <Age at={since} /> <Subject labels={labels} />
            </li>
          ))}
        </ul>
      )}
      {alerts.length > 10 && <p>and {alerts.length - 10} more</p>}
      {alerts.length === 0 && rules.data && <p>{quietText(rule)}</p>}
      <Actions
        name={alert}
        hasRule={rule !== undefined}
        expr={rule?.query}
        annotations={rule?.annotations ?? {}}
        silence={alerts.length > 0 ? alerts : [{ labels: { alertname: alert } }]}
      />
    </section>
  );
}

function quietText(rule: Parameters<typeof isHeartbeat>[0] | undefined): string {
  if (rule === undefined) return 'No rule of this name is loaded: its program is not configured, so it cannot fire.';
  return isHeartbeat(rule) ? 'It fires always: it is the heartbeat.' : 'It does not fire now.';
}
