import uPlot from 'uplot';
import { loneAmong } from './columns.ts';
import type { Curve } from './curves.ts';
import { scaleKey } from './scales.ts';
import type { CurveStyle } from './style.ts';
import { tint } from './tint.ts';

/** How uPlot draws a curve. */
export function lineOf(curve: Curve): uPlot.Series {
  const { style, color } = curve;
  const { fill: dashed, dash = [10, 10] } = style.lineStyle;
  const paths = pathsOf(style);
  return {
    scale: scaleKey(curve),
    stroke: color,
    width: style.lineWidth,
    spanGaps: style.spanNulls === true,
    points: pointsOf(style, color),
    ...(style.fillOpacity > 0 && { fill: tint(color, style.fillOpacity) }),
    ...(dashed === 'dash' && { dash: [...dash] }),
    ...(dashed === 'dot' && { dash: [0, style.lineWidth * 3], cap: 'round' as const }),
    ...(paths && { paths }),
  };
}

function pathsOf({ drawStyle, lineInterpolation }: CurveStyle): uPlot.Series.PathBuilder | undefined {
  if (drawStyle === 'points') return () => null;
  if (drawStyle === 'bars') return uPlot.paths.bars?.({ size: [0.6, 60, 1] });
  if (lineInterpolation === 'smooth') return uPlot.paths.spline?.();
  if (lineInterpolation === 'linear') return uPlot.paths.linear?.();
  return uPlot.paths.stepped?.({ align: lineInterpolation === 'stepBefore' ? -1 : 1 });
}

function pointsOf({ drawStyle, showPoints, pointSize }: CurveStyle, color: string): uPlot.Series.Points {
  const look = { size: pointSize, space: 4 * pointSize, fill: color, stroke: color };
  if (drawStyle === 'bars') return { ...look, show: false };
  if (drawStyle === 'points' || showPoints === 'always') return { ...look, show: true };
  // A value between two gaps would not be seen without a point, whatever is asked.
  const filter = (plot: uPlot, at: number, all: boolean) => (all ? null : loneAmong(plot.data[at] ?? []));
  return { ...look, filter, ...(showPoints === 'never' && { show: false }) };
}
