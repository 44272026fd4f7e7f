import { Empty, FaultNote } from '../shell/states.tsx';
import type { Overview } from './queries.ts';
import { minutes, percent, type Requests, sumOf, totalOf } from './requests.ts';

/** How many requests come, and how many of them are served. */
export function CallersCard({ overview: { requests, faults } }: { readonly overview: Overview }) {
  const rows: readonly (readonly [string, Requests])[] = [...(requests ?? [])].sort(([a], [b]) => a.localeCompare(b));
  const all = sumOf(rows.map(([, one]) => one));
  return (
    <section className="card" aria-labelledby="callers">
      <h2 id="callers">
        Callers <span className="quiet">last {minutes} minutes</span>
      </h2>
      {faults.requests && <FaultNote error={faults.requests} />}
      {requests !== undefined && Math.round(totalOf(all)) === 0 ? (
        <Empty>No call has come. POST /v1/chat/completions at the gateway is where they go.</Empty>
      ) : (
        rows.length > 0 && (
          <table>
            <thead>
              <tr>
                <th scope="col">Provider</th>
                <th scope="col" className="num">
                  Requests/s
                </th>
                <th scope="col" className="num">
                  Served
                </th>
                <th scope="col" className="num">
                  Refused
                </th>
                <th scope="col" className="num">
                  Failed
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([provider, one]) => (
                <Row key={provider} name={provider} requests={one} />
              ))}
            </tbody>
            {rows.length > 1 && (
              <tfoot>
                <Row name="all" requests={all} />
              </tfoot>
            )}
          </table>
        )
      )}
    </section>
  );
}

function Row({ name, requests }: { readonly name: string; readonly requests: Requests }) {
  const total = totalOf(requests);
  const { served, refused, failed } = requests;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{(total / minutes / 60).toFixed(2)}</td>
      <td className="num">{percent(served, total)}</td>
      <td className={refused > 0 ? 'num bad' : 'num'}>{percent(refused, total)}</td>
      <td className={failed > 0 ? 'num bad' : 'num'}>{percent(failed, total)}</td>
    </tr>
  );
}
