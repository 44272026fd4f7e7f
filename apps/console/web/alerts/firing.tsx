import { HeartbeatLine } from '../inbox/heartbeat-line.tsx';
import { useSearchParams } from '../shell/search.ts';
import { Empty, FaultNote, Loading } from '../shell/states.tsx';
import { AlertCard } from './alert-card.tsx';
import { currentAlerts, groupAlerts, standings } from './current.ts';
import { FilterBar } from './filter-bar.tsx';
import { isWantedAlert, wantedOf } from './narrow.ts';
import { useDelivered, useRules } from './queries.ts';

/** What fires or is about to, and who is told of it. */
export function Firing() {
  const [rules, delivered] = [useRules(), useDelivered()];
  const [search] = useSearchParams();
  const alerts = currentAlerts(rules.data, delivered.data);
  const wanted = wantedOf(search);
  const shown = alerts.filter((alert) => isWantedAlert(wanted, alert));
  const isKnown = rules.data !== undefined || delivered.data !== undefined;
  return (
    <>
      <HeartbeatLine />
      {rules.error && (
        <div className="part">
          <FaultNote error={rules.error} />
          <p>While Prometheus does not answer, no rule is evaluated: what stands below is what was last known.</p>
        </div>
      )}
      {delivered.error && (
        <div className="part">
          <FaultNote error={delivered.error} />
          <p>While Alertmanager does not answer, nobody is told of any alert, and silences are not shown.</p>
        </div>
      )}
      {(rules.isPending || delivered.isPending) && !isKnown && <Loading />}
      {isKnown && (
        <>
          <FilterBar what="alerts" states={standings} shown={shown.length} total={alerts.length} />
          {alerts.length === 0 && !rules.error && <Empty>No alert fires, and none is about to.</Empty>}
          {alerts.length > 0 && shown.length === 0 && <Empty>No alert fits the filter.</Empty>}
          <ul className="cards" aria-label="Alerts">
            {groupAlerts(shown).map((group) => (
              <AlertCard key={group.key} group={group} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
