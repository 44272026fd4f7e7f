import type { ReactNode } from 'react';
import { dateTimeFormat } from '../grafana/data.ts';
import type { TipRow } from './tip-rows.ts';

interface TipTableProps {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly timeZone: string;
  readonly rows: readonly TipRow[];
  readonly children?: ReactNode;
}

/** As many as fit into a window. */
const most = 20;

/** What series are at a time. */
export function TipTable({ time, timeZone, rows, children }: TipTableProps) {
  return (
    <>
      <time className="num" dateTime={new Date(time).toISOString()}>
        {dateTimeFormat(time, { timeZone })}
      </time>
      <table>
        <tbody>
          {withNear(rows).map(({ id, name, color, text, near }) => (
            <tr key={id} className={near ? 'near' : undefined}>
              <th scope="row">
                <span className="swatch" style={{ background: color }} />
                <span className="name">{name}</span>
              </th>
              <td className="num">{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && <p>and {rows.length - most} more</p>}
      {children}
    </>
  );
}

/** The first rows, and the one that is pointed at in any case. */
function withNear(rows: readonly TipRow[]): readonly TipRow[] {
  const at = rows.findIndex(({ near }) => near);
  const near = rows[at];
  return near === undefined || at < most ? rows.slice(0, most) : [...rows.slice(0, most - 1), near];
}
