import { Link } from 'wouter';
import { Age, Clock } from '../time/when.tsx';
import type { CurrentAlert } from './current.ts';
import { silenceLink, subjectOf } from './links.ts';
import { useDelivered, useSilences } from './queries.ts';

/** One alert: what it is about, since when, and who is told. */
export function AlertLine({ alert, isOnly }: { readonly alert: CurrentAlert; readonly isOnly: boolean }) {
  const { labels, annotations, since, standing } = alert;
  return (
    <li>
      <p className="subject">
        <Subject labels={labels} />
        {!isOnly && <Link href={silenceLink([alert])}>Silence this one</Link>}
      </p>
      {annotations['description'] && <p>{annotations['description']}</p>}
      <p className="quiet">
        {standing === 'pending' ? 'Pending' : 'Firing'} for <Age at={since} />, since <Clock at={since} />.{' '}
        <Delivery alert={alert} />
      </p>
    </li>
  );
}

/** Labels that say what an alert is about. */
export function Subject({ labels }: Pick<CurrentAlert, 'labels'>) {
  return subjectOf(labels).map(([name, value]) => (
    <span key={name} className="alert-label">
      {name}=<b>{value}</b>
    </span>
  ));
}

function Delivery({ alert: { labels, standing, delivered, hasRule } }: { readonly alert: CurrentAlert }) {
  const alertmanager = useDelivered();
  if (standing === 'pending') return 'Nobody is told yet.';
  if (delivered === undefined) {
    if (alertmanager.data === undefined || alertmanager.error) return 'Who is told is not known.';
    return 'It has not reached Alertmanager yet.';
  }
  const { receivers, status } = delivered;
  const isExplained = hasRule || labels['drill'] === 'true';
  const sender = isExplained ? '' : ' No rule of Prometheus holds it: another program sent it, or it is just ending.';
  if (standing === 'silenced') return <SilencedBy id={status.silencedBy[0] ?? ''} />;
  if (standing === 'inhibited') {
    const worse = alertmanager.data?.filter(({ fingerprint }) => status.inhibitedBy.includes(fingerprint)) ?? [];
    const names = [...new Set(worse.map(({ labels }) => labels['alertname']))].join(', ');
    return `Nobody is told, since ${names || 'a worse alert'} fires.${sender}`;
  }
  if (status.state === 'unprocessed') return `Alertmanager is about to tell.${sender}`;
  return `Alertmanager tells ${receivers.map(({ name }) => name.replace(/^(?:slack|inbox)-/, '#alerts-')).join(', ')}.${sender}`;
}

function SilencedBy({ id }: { readonly id: string }) {
  const silence = useSilences().data?.find((one) => one.id === id);
  if (silence === undefined) return 'Nobody is told, since it is silenced.';
  return (
    <>
      Nobody is told until <Clock at={silence.endsAt} />: {silence.createdBy} <Link href="/silences">silenced it</Link>{' '}
      ({silence.comment}).
    </>
  );
}
