import type { CSSProperties } from 'react';
import type { DisplayValue, GrafanaTheme2 } from '../../grafana/data.ts';
import { Spacer } from '../../shell/rows-in-view.tsx';
import { DataLink } from '../data-link.tsx';
import { inkOn, readable } from '../readable.ts';
import { type Column, textAt } from './columns.ts';

interface RowsProps {
  readonly columns: readonly Column[];
  /** Numbers of the rows, in the order that they are shown. */
  readonly rows: readonly number[];
  readonly rowHeight: number;
  /** Places in `rows` of those that are drawn, the last one not counted; undefined for all. */
  readonly drawn: readonly [from: number, to: number] | undefined;
  readonly theme: GrafanaTheme2;
}

export function Rows({ columns, rows, rowHeight, drawn, theme }: RowsProps) {
  const [from, to] = drawn ?? [0, rows.length];
  return (
    <tbody>
      <Spacer columns={columns.length} height={from * rowHeight} />
      {rows.slice(from, to).map((row, at) => (
        <tr key={row} style={{ height: rowHeight }} aria-rowindex={drawn === undefined ? undefined : from + at + 2}>
          {columns.map((column) => (
            <Cell key={column.name} column={column} row={row} theme={theme} />
          ))}
        </tr>
      ))}
      <Spacer columns={columns.length} height={(rows.length - to) * rowHeight} />
    </tbody>
  );
}

interface CellProps {
  readonly column: Column;
  readonly row: number;
  readonly theme: GrafanaTheme2;
}

function Cell({ column, row, theme }: CellProps) {
  const { field, align, width, minWidth } = column;
  const value: unknown = field.values[row];
  const text = textAt(field, value);
  const [link] = field.config.links?.length ? (field.getLinks?.({ valueRowIndex: row }) ?? []) : [];
  const style = { ...paintOf(column, field.display?.(value), theme), minWidth, ...(width && { maxWidth: width }) };
  return (
    <td className={align} title={text} style={style}>
      {link?.href ? (
        <DataLink href={link.href} title={link.title}>
          {text}
        </DataLink>
      ) : (
        text
      )}
    </td>
  );
}

function paintOf({ paint }: Column, display: DisplayValue | undefined, theme: GrafanaTheme2): CSSProperties {
  const { color } = display ?? {};
  if (color === undefined) return {};
  if (paint === 'color-text') return { color: readable(color, theme) };
  return paint === 'color-background' ? { color: inkOn(color), backgroundColor: color } : {};
}
