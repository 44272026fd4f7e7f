import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

interface RowsInViewOptions {
  readonly count: number;
  /** CSS pixels, about. */
  readonly rowHeight: number;
  /** How many are drawn above and below those in sight. */
  readonly overscan: number;
}

/** For a table of which only the rows in sight are in the page: give `box` to what scrolls. */
export function useRowsInView<T extends Element>({ count, rowHeight, overscan }: RowsInViewOptions) {
  const box = useRef<T>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  const items = rows.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  return { box, items, above, below, measure: rows.measureElement };
}

/** Stands for rows that are out of sight. */
export function Spacer({ columns, height }: { readonly columns: number; readonly height: number }) {
  return (
    height > 0 && (
      <tr className="spacer">
        <td colSpan={columns} style={{ height }} />
      </tr>
    )
  );
}
