import uPlot from 'uplot';
import type { GrafanaTheme2 } from '../grafana/data.ts';
import type { Annotation } from '../panels/props.ts';
import type { ValueScale } from './scales.ts';
import { zonesOf } from './thresholds.ts';

/** Draws what thresholds a scale shows, beneath the curves. */
export function paintThresholds(plot: uPlot, scale: ValueScale, theme: GrafanaTheme2): void {
  const { min, max } = plot.scales[scale.key] ?? {};
  if (scale.thresholds === 'off' || min === undefined || max === undefined) return;
  const zones = zonesOf(scale.field, min, max);
  const top = (value: number) => plot.valToPos(Math.min(Math.max(value, min), max), scale.key, true);
  within(plot, (context, { left, width }) => {
    for (const { from, to, color } of zones) {
      const css = theme.visualization.getColorByName(color);
      if (scale.thresholds.includes('area')) {
        context.globalAlpha = 0.15;
        context.fillStyle = css;
        context.fillRect(left, top(to), width, top(from) - top(to));
        context.globalAlpha = 1;
      }
      if (scale.thresholds === 'area' || from < min || from > max) continue;
      context.strokeStyle = css;
      context.lineWidth = 1.5 * uPlot.pxRatio;
      context.setLineDash(scale.thresholds.includes('dashed') ? [8 * uPlot.pxRatio, 6 * uPlot.pxRatio] : []);
      stroke(context, left, top(from), left + width, top(from));
    }
  });
}

/** CSS pixels below the axis of the strip that tells how long something lasted; one on it would pass for a curve. */
const strip = { from: 2, to: 5 };

/** Draws when things happened, beneath the curves: edges at start and end, and a strip under the axis between them. */
export function paintAnnotations(plot: uPlot, annotations: readonly Annotation[]): void {
  const draw = (context: CanvasRenderingContext2D, { left, top, width, height }: uPlot.BBox) => {
    context.lineWidth = uPlot.pxRatio;
    context.setLineDash([4 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
    for (const { from, to, color } of annotations) {
      const [start, end] = [plot.valToPos(from, 'x', true), plot.valToPos(to, 'x', true)];
      context.fillStyle = color;
      context.strokeStyle = color;
      const [high, low] = [strip.from * uPlot.pxRatio, strip.to * uPlot.pxRatio];
      context.fillRect(start, top + height + high, Math.max(end - start, 1), low - high);
      stroke(context, start, top, start, top + height);
      // What reaches the end of the range may go on.
      if (end < left + width - 8 * uPlot.pxRatio) stroke(context, end, top, end, top + height);
    }
  };
  within(plot, draw, strip.to);
}

function stroke(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

/**
 * Draws only where curves are, and leaves the settings of the canvas as they were.
 *
 * @param below CSS pixels under the axis that may be drawn on too
 */
export function within(
  plot: uPlot,
  draw: (context: CanvasRenderingContext2D, area: uPlot.BBox) => void,
  below = 0,
): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height + below * uPlot.pxRatio);
  ctx.clip();
  draw(ctx, bbox);
  ctx.restore();
}
