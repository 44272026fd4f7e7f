import { useMemo } from 'react';
import type { QueryResult } from '../api/prometheus.ts';
import { rowsOf } from '../frames/rows.ts';
import { Spacer, useRowsInView } from '../shell/rows-in-view.tsx';

const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** Every sample of an instant query, of which only the rows in sight are in the page. */
export function ResultTable({ expr, result }: { readonly expr: string; readonly result: QueryResult }) {
  const rows = useMemo(() => rowsOf(result), [result]);
  const timed = result.resultType === 'matrix';
  const { box, items, above, below, measure } = useRowsInView<HTMLElement>({
    count: rows.length,
    rowHeight: 31,
    overscan: 20,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={box} className="result" aria-label={`Result of ${expr}`} tabIndex={0}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Series</th>
            {timed && <th scope="col">Time</th>}
            <th scope="col" className="num">
              Value
            </th>
          </tr>
        </thead>
        <tbody>
          <Spacer columns={timed ? 3 : 2} height={above} />
          {items.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <tr key={index} ref={measure} data-index={index} aria-rowindex={index + 2}>
                  <td>
                    <code>{row.series}</code>
                  </td>
                  {timed && <td>{time.format(row.time * 1000)}</td>}
                  <td className="num">{row.value}</td>
                </tr>
              )
            );
          })}
          <Spacer columns={timed ? 3 : 2} height={below} />
        </tbody>
      </table>
    </section>
  );
}
