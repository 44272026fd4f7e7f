import type uPlot from 'uplot';
import { bridged, type Column, type Columns, columnsOf, finite } from './columns.ts';
import type { Curve } from './curves.ts';
import { scaleKey, scalesOf, type ValueScale } from './scales.ts';
import { type StackGroup, stack } from './stack.ts';

/** Curves as they are drawn. */
export interface Chart {
  readonly curves: readonly Curve[];
  readonly scales: readonly ValueScale[];
  /** As answered, on common times. */
  readonly raw: Columns;
  /** Finite, bridged and stacked. */
  readonly drawn: Columns;
  readonly bands: uPlot.Band[];
  /** The same for charts that differ in their values only. */
  readonly key: string;
}

export function chartOf(curves: readonly Curve[]): Chart {
  const scales = scalesOf(curves);
  const raw = columnsOf(curves);
  const [times, ...values] = raw;
  const columns = values.map((column, at) => drawable(column, times, curves[at]?.style.spanNulls));
  const { columns: stacked, bands } = stack(columns, curves.map(groupOf));
  const looks = curves.map(({ name, color, style, field }) => [name, color, style, field.config]);
  return { curves, scales, raw, drawn: [times, ...stacked], bands, key: JSON.stringify([looks, bands]) };
}

function drawable(column: Column, times: readonly number[], spanNulls: boolean | number | undefined): Column {
  const values = finite(column);
  return typeof spanNulls === 'number' ? bridged(values, times, spanNulls) : values;
}

function groupOf(curve: Curve): StackGroup | undefined {
  const { mode = 'none', group = '' } = curve.style.stacking;
  if (mode === 'none') return undefined;
  return { key: JSON.stringify([mode, group, scaleKey(curve)]), percent: mode === 'percent' };
}
