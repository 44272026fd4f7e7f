import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { QueryResult } from '../api/prometheus.ts';
import { rowsOf } from './rows.ts';

const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** Every sample of an instant query, of which only the rows in sight are in the page. */
export function ResultTable({ expr, result }: { readonly expr: string; readonly result: QueryResult }) {
  const box = useRef<HTMLElement>(null);
  const rows = useMemo(() => rowsOf(result), [result]);
  const timed = result.resultType === 'matrix';
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 31,
    overscan: 20,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
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
          <Spacer height={above} />
          {items.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <tr key={index} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
                  <td>
                    <code>{row.series}</code>
                  </td>
                  {timed && <td>{time.format(row.time * 1000)}</td>}
                  <td className="num">{row.value}</td>
                </tr>
              )
            );
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </section>
  );
}

/** Stands for rows that are out of sight. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 && <tr style={{ height }} />;
}
