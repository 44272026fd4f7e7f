import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type DrillAnswer, type DrilledAlert, lastDrill } from '../api/alertmanager.ts';
import { Empty, FaultNote, Loading } from '../shell/states.tsx';
import { duration } from '../time/duration.ts';
import { Age, Clock } from '../time/when.tsx';

/** What the last drill proved: which alerts fired, arrived and resolved. */
export function Drill() {
  const { data, error, isPending } = useQuery({
    queryKey: ['drill'],
    queryFn: ({ signal }) => lastDrill(signal),
    refetchInterval: 30_000,
  });
  if (isPending) return <Loading />;
  if (data === undefined) return <FaultNote error={error} />;
  if (data === null) return <Empty>No drill has been carried out here yet. Prove the alerts: npm run drill</Empty>;
  const { finished_at: at, alerts, faults, worlds, seconds } = data;
  const proven = alerts.filter((alert) => alert.faults.length === 0);
  const passed = faults.length === 0 && proven.length === alerts.length && alerts.length > 0;
  return (
    <>
      {error && <FaultNote error={error} />}
      <p>
        <span className={`badge ${passed ? 'good' : 'critical'}`}>{passed ? 'passed' : 'failed'}</span> {proven.length}{' '}
        of {alerts.length} alerts are proven, in {worlds.length} worlds and {duration(seconds)}, at <Clock at={at} /> (
        <Age at={at} /> ago). <span className="quiet">Again: npm run drill</span>
      </p>
      <About drill={data} />
      {faults.length > 0 && (
        <ul className="fault part" role="alert">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Alert</th>
              <th scope="col">Severity</th>
              <th scope="col">Fired</th>
              <th scope="col">Waited</th>
              <th scope="col">Arrived in</th>
              <th scope="col">Links answer</th>
              <th scope="col">Resolved</th>
            </tr>
          </thead>
          <tbody>
            {alerts.map((alert) => (
              <Row key={`${alert.alert} ${alert.severity}`} of={alert} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** In what it was no usual drill. */
function About({
  drill: { rules, real_time: waitedOut, seconds_to_deliver: delivery },
}: {
  readonly drill: DrillAnswer;
}) {
  return (
    <>
      {rules && <p className="part">It tried somebody else’s rules in the place of ours: {rules.join(', ')}.</p>}
      {waitedOut && (
        <p className="part">
          {waitedOut} was waited out at the pace of production
          {delivery !== undefined && ` and arrived after ${duration(delivery)}`}.
        </p>
      )}
    </>
  );
}

function Row({ of }: { readonly of: DrilledAlert }) {
  const { alert, severity, fired, waited, channel, links_answered: linksAnswered, resolved, faults } = of;
  return (
    <tr>
      <th scope="row">
        <Link href={`/runbooks/${alert}`}>{alert}</Link>
        {faults.map((fault) => (
          <p key={fault} className="severity critical">
            {fault}
          </p>
        ))}
      </th>
      <td className={`severity ${severity}`}>{severity}</td>
      <Verdict is={fired} />
      <Verdict is={waited} />
      <td className={channel === undefined ? 'severity critical' : ''}>{channel ?? 'nowhere'}</td>
      {/* A heartbeat has no buttons. */}
      <Verdict is={channel === 'heartbeat' ? undefined : linksAnswered} />
      <Verdict is={resolved} />
    </tr>
  );
}

/** @param is undefined for what was not asked */
function Verdict({ is }: { readonly is: boolean | undefined }) {
  if (is === undefined) return <td className="quiet">not asked</td>;
  return <td className={is ? 'proven' : 'severity critical'}>{is ? 'yes' : 'no'}</td>;
}
