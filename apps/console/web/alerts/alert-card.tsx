import { useState } from 'react';
import { Actions } from './actions.tsx';
import { AlertLine } from './alert-line.tsx';
import type { AlertGroup } from './current.ts';

const firstShown = 20;

/** Alerts of one name: what is wrong, with what, since when, and what to do about it. */
export function AlertCard({ group: { name, severity, isDrill, standing, alerts } }: { readonly group: AlertGroup }) {
  const [most, setMost] = useState(firstShown);
  const [first] = alerts;
  const color = standing === 'firing' && !isDrill ? severity : '';
  return (
    <li className={`card alert ${color}`}>
      <header>
        <span className={`badge ${severity}`}>{severity || 'no severity'}</span>
        <span className={`badge ${color}`}>{standing}</span>
        {isDrill && <span className="badge">DRILL</span>}
        <h2>{name || 'Alert without a name'}</h2>
        {alerts.length > 1 && <span className="quiet">{alerts.length} alerts</span>}
      </header>
      {first?.annotations['summary'] && <p>{first.annotations['summary']}</p>}
      <ul className="lines" aria-label={`What ${name} is about`}>
        {alerts.slice(0, most).map((alert) => (
          <AlertLine key={JSON.stringify(alert.labels)} alert={alert} isOnly={alerts.length === 1} />
        ))}
      </ul>
      {alerts.length > most && (
        <button type="button" onClick={() => setMost(most + 200)}>
          Show more: {alerts.length - most} are left out
        </button>
      )}
      <Actions
        name={name}
        hasRule={first?.hasRule ?? false}
        expr={first?.expr}
        annotations={first?.annotations ?? {}}
        silence={alerts}
      />
    </li>
  );
}
