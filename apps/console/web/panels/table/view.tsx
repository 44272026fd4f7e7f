import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { type DataFrame, getFrameDisplayName } from '../../grafana/data.ts';
import { NoData } from '../no-data.tsx';
import type { PanelProps } from '../props.ts';
import { columnsOf, lettersOf } from './columns.ts';
import { Head } from './head.tsx';
import { Rows } from './rows.tsx';
import { type Sort, sortedRows } from './sort.ts';
import './style.css';

interface TableOptions {
  readonly frameIndex?: number;
  readonly showHeader?: boolean;
  readonly cellHeight?: keyof typeof heights;
  readonly sortBy?: readonly Sort[];
}

/** Of a row, in CSS pixels. */
const heights = { sm: 30, md: 38, lg: 46 };

/** More rows than this are drawn only as far as they are in sight. */
const mostDrawn = 200;

export function Table({ panel, frames, height, theme }: PanelProps) {
  const options: TableOptions = panel.options ?? {};
  const [chosen, choose] = useState(options.frameIndex ?? 0);
  const frame = frames[chosen] ?? frames[0];
  if (frame === undefined || frame.length === 0) return <NoData panel={panel} />;
  return (
    <div className="table-panel" style={{ height }}>
      <Sheet key={chosen} frame={frame} title={panel.title} options={options} theme={theme} />
      {frames.length > 1 && (
        <select aria-label="Result" value={chosen} onChange={({ target }) => choose(Number(target.value))}>
          {frames.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a frame is known by its place
            <option key={at} value={at}>
              {getFrameDisplayName(one, at)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

interface SheetProps {
  readonly frame: DataFrame;
  readonly title: string | undefined;
  readonly options: TableOptions;
  readonly theme: PanelProps['theme'];
}

function Sheet({ frame, title, options, theme }: SheetProps) {
  const box = useRef<HTMLElement>(null);
  const [sorts, setSorts] = useState(options.sortBy ?? []);
  const columns = useMemo(() => columnsOf(frame), [frame]);
  const rows = useMemo(() => sortedRows(columns, frame.length, sorts), [columns, frame, sorts]);
  const long = rows.length > mostDrawn;
  const rowHeight = heights[options.cellHeight ?? 'sm'];
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: long,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const seen = virtual.getVirtualItems();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section ref={box} className="sheet" aria-label={title} tabIndex={0}>
      <table className={long ? 'long' : undefined} aria-rowcount={long ? rows.length + 1 : undefined}>
        <colgroup>
          {columns.map((column) => (
            <col
              key={column.name}
              style={{ width: column.width ?? (long ? `${lettersOf(column) + 2}ch` : undefined) }}
            />
          ))}
        </colgroup>
        {options.showHeader !== false && <Head columns={columns} sorts={sorts} onSort={setSorts} />}
        <Rows
          columns={columns}
          rows={rows}
          rowHeight={rowHeight}
          drawn={long ? [seen[0]?.index ?? 0, (seen.at(-1)?.index ?? -1) + 1] : undefined}
          theme={theme}
        />
      </table>
    </section>
  );
}
