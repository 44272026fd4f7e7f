import type { ReactNode } from 'react';
import type { FieldDisplay } from '../../grafana/data.ts';
import { DataLink } from '../data-link.tsx';
import { type Grid, gap } from './grid.ts';
import { noText, unitSize } from './measure.ts';
import './values.css';

interface ValueGridProps {
  readonly values: readonly FieldDisplay[];
  readonly grid: Grid;
  readonly height: number;
  /** Draws one value, which fills its cell. */
  readonly children: (value: FieldDisplay) => ReactNode;
}

/** Values of one panel, each with the first of its links. */
export function ValueGrid({ values, grid: { columns, cell, scrolls }, height, children }: ValueGridProps) {
  const gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  return (
    <ul
      className="values"
      tabIndex={scrolls ? 0 : undefined}
      style={{ height, gap, gridTemplateColumns, gridAutoRows: cell.height }}
    >
      {values.map((value, at) => {
        const [link] = value.hasLinks ? (value.getLinks?.() ?? []) : [];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: values may have the same name, and none has a state of its own
          <li key={at}>
            {link?.href ? (
              <DataLink href={link.href} title={link.title}>
                {children(value)}
              </DataLink>
            ) : (
              children(value)
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A number with its unit, which is smaller. */
export function ValueText({ display }: Pick<FieldDisplay, 'display'>) {
  const { prefix, text, suffix } = display;
  return (
    <>
      {prefix}
      {text || noText}
      {suffix && <span style={{ fontSize: `${unitSize}em` }}>{suffix}</span>}
    </>
  );
}
