import type uPlot from 'uplot';
import type { GrafanaTheme2 } from '../../grafana/data.ts';
import { valueAxis } from '../../plot/axes.ts';
import type { Chart } from '../../plot/chart.ts';
import { lineOf } from '../../plot/lines.ts';
import { paintThresholds } from '../../plot/paint.ts';
import type { Drawing } from '../../plot/plot.tsx';
import { rangeOf, scaleKey, type ValueScale } from '../../plot/scales.ts';

export function drawingOf(chart: Chart, theme: GrafanaTheme2): Drawing {
  const { curves, scales, drawn, bands, key } = chart;
  return {
    key,
    data: drawn as unknown as uPlot.AlignedData,
    shape: (ink) => ({
      series: curves.map(lineOf),
      bands,
      scales: Object.fromEntries(scales.map((scale) => [scale.key, scaleOf(scale)])),
      axes: scales.map((scale, at) => valueAxis(scale, at === 0, ink)),
    }),
    paint: (plot) => {
      for (const scale of scales) paintThresholds(plot, scale, theme);
    },
  };
}

function scaleOf(scale: ValueScale): uPlot.Scale {
  const { type = 'linear', log = 10, linearThreshold = 1 } = scale.distribution;
  return {
    range: (_, least, most) => rangeOf(scale, least, most),
    ...(type === 'log' && { distr: 3, log }),
    ...(type === 'symlog' && { distr: 4, asinh: linearThreshold > 0 ? linearThreshold : 1 }),
  };
}

/** Index of the curve that is drawn closest above or below a point, in CSS pixels from the top. */
export function nearestCurve({ curves, drawn }: Chart, plot: uPlot, index: number, top: number): number | undefined {
  const distances = curves.flatMap((curve, at) => {
    const value = drawn[at + 1]?.[index];
    return value == null ? [] : [{ at, distance: Math.abs(plot.valToPos(value, scaleKey(curve)) - top) }];
  });
  return distances.sort((one, other) => one.distance - other.distance)[0]?.at;
}
