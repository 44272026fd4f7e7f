import { rowsOf } from '../../frames/rows.ts';
import { dateTimeFormat } from '../../grafana/data.ts';
import { CopyButton } from '../copy.tsx';
import type { Asked } from '../panel-data.ts';
import { download } from '../save.ts';
import { csvOf, summaryOf } from './inspect.ts';

const most = 500;

interface InspectedQueryProps {
  readonly panel: string;
  readonly asked: Asked;
  readonly timeZone: string;
}

/** One query as it was asked, with its result as a table. */
export function InspectedQuery({ panel, asked, timeZone }: InspectedQueryProps) {
  const { target, expr, result } = asked;
  const rows = rowsOf(result);
  const name = `Query ${target.refId}`;
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <pre>
        <code>{expr}</code>
      </pre>
      <p className="quiet">{summaryOf(asked)}</p>
      <p className="buttons">
        <CopyButton label="Copy query" text={() => expr} />
        <CopyButton label="Copy result as JSON" text={() => JSON.stringify(result, null, 2)} />
        <button type="button" onClick={() => download(`${panel} ${target.refId}.csv`, 'text/csv', csvOf(rows))}>
          Download CSV
        </button>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="result" tabIndex={0} aria-label={`Result of ${name}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Series</th>
              <th scope="col" className="num">
                Value
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map(({ series, time, value }) => (
              <tr key={`${series} ${time}`}>
                <td>{dateTimeFormat(time * 1000, { timeZone, format: 'YYYY-MM-DD HH:mm:ss' })}</td>
                <td>{series}</td>
                <td className="num">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > most && (
        <p className="quiet">{`The first ${most} of ${rows.length.toLocaleString('en')} rows.`}</p>
      )}
    </section>
  );
}
