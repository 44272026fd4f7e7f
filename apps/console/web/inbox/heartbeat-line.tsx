import { useHeartbeat } from '../alerts/queries.ts';
import { Age, useNow } from '../time/when.tsx';
import { heartbeatOf } from './heartbeat.ts';

/** Whether alerts would arrive. */
export function HeartbeatLine() {
  const { data: last, error } = useHeartbeat();
  const now = useNow();
  if (last === undefined) return error && <p className="heartbeat">Whether heartbeats arrive is not known.</p>;
  const state = heartbeatOf(last, now);
  if (last !== null && state === 'alive') {
    return (
      <p className="heartbeat">
        <span className="badge good">alive</span> Last heartbeat <Age at={last} /> ago. One comes about every minute; it
        stays away when Prometheus or Alertmanager does not work.
      </p>
    );
  }
  if (last === null) {
    return (
      <p className="heartbeat">
        <span className="badge pending">none yet</span> The first heartbeat comes within two minutes of the start. If it
        does not, alerts would not arrive: npx switchgear status
      </p>
    );
  }
  return (
    <div className="fault part" role="alert">
      <p>
        No heartbeat for <Age at={last} />: alerts would not arrive.
      </p>
      <p>Do Prometheus and Alertmanager run? npx switchgear status, and npx switchgear logs alertmanager</p>
    </div>
  );
}
