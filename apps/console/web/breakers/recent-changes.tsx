import { Empty, FaultNote, Loading } from '../shell/states.tsx';
import { Clock } from '../time/when.tsx';
import { describeRecord } from './audit.ts';
import { useAudit } from './queries.ts';

/** Who changed what, from the audit log of the gateway. */
export function RecentChanges() {
  const { data, error } = useAudit();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="card changes" tabIndex={0} aria-labelledby="changes">
      <h2 id="changes">Recent changes</h2>
      {error && <FaultNote error={error} />}
      {data === undefined && !error && <Loading />}
      {data?.length === 0 && <Empty>Nobody has changed anything yet.</Empty>}
      {data !== undefined && data.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">To what</th>
              <th scope="col">Values</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            {data.map((record, index) => {
              const { what, whom, values } = describeRecord(record);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: two of one moment may say the same
                <tr key={`${record.time} ${index}`}>
                  <td>
                    <Clock at={record.time} />
                  </td>
                  <td>{what}</td>
                  <td>{whom}</td>
                  <td>{values}</td>
                  <td className="quiet">{record.client}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
