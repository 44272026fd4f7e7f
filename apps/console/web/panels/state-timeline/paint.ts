import uPlot from 'uplot';
import { colorManipulator } from '../../grafana/data.ts';
import type { Ink } from '../../plot/ink.ts';
import { within } from '../../plot/paint.ts';
import { tint } from '../../plot/tint.ts';
import { inkOn } from '../readable.ts';
import type { Span } from './spans.ts';

/** CSS pixels of a row that has room for a text. */
const leastHeight = 12;

export interface RowLook {
  /** Percent. */
  readonly fillOpacity: number;
  /** CSS pixels. */
  readonly lineWidth: number;
  /** Share of a row that is filled. */
  readonly rowHeight: number;
  readonly showValue: 'auto' | 'always' | 'never';
  readonly alignValue: 'left' | 'center' | 'right';
}

/** Draws rows of states, the first at the top. */
export function paintRows(
  plot: uPlot,
  rows: readonly { readonly spans: readonly Span[]; readonly look: RowLook }[],
  { font, ground }: Ink,
): void {
  within(plot, (context, { top, height }) => {
    const step = height / rows.length;
    context.font = scaled(font);
    context.textBaseline = 'middle';
    for (const [at, { spans, look }] of rows.entries()) {
      const thick = step * look.rowHeight;
      const y = Math.round(top + at * step + (step - thick) / 2);
      for (const { from, to, state } of spans) {
        const left = Math.round(plot.valToPos(from, 'x', true));
        // However short it was, it is seen.
        const width = Math.max(Math.round(plot.valToPos(to, 'x', true)) - left, 1);
        const fill = tint(state.color, look.fillOpacity);
        context.fillStyle = fill;
        context.fillRect(left, y, width, thick);
        if (look.lineWidth > 0) {
          context.strokeStyle = state.color;
          context.lineWidth = look.lineWidth * uPlot.pxRatio;
          context.strokeRect(left, y, width, thick);
        }
        if (thick < leastHeight * uPlot.pxRatio) continue;
        context.fillStyle = inkOn(colorManipulator.onBackground(fill, ground).toHexString());
        writeIn(context, state.text, { left, width, middle: y + thick / 2 }, look);
      }
    }
  });
}

function writeIn(
  context: CanvasRenderingContext2D,
  text: string,
  { left, width, middle }: { readonly left: number; readonly width: number; readonly middle: number },
  { showValue, alignValue }: RowLook,
): void {
  const pad = 4 * uPlot.pxRatio;
  if (showValue === 'never' || (showValue === 'auto' && context.measureText(text).width + 2 * pad > width)) return;
  context.textAlign = alignValue;
  const x = { left: left + pad, center: left + width / 2, right: left + width - pad }[alignValue];
  context.fillText(text, x, middle);
}

/** Of a font in CSS pixels, the same in those of the canvas. */
function scaled(font: string): string {
  return font.replace(/[\d.]+(?=px)/, (size) => String(Number(size) * uPlot.pxRatio));
}
