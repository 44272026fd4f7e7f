import uPlot from 'uplot';
import { axisOf, widest } from '../../plot/axes.ts';
import type { Curve } from '../../plot/curves.ts';
import type { Drawing } from '../../plot/plot.tsx';
import type { Interval } from '../props.ts';
import { paintRows, type RowLook } from './paint.ts';
import { shorten } from './shorten.ts';
import type { Span } from './spans.ts';

export interface Row extends Pick<Curve, 'id' | 'name'> {
  readonly spans: readonly Span[];
  readonly look: RowLook;
}

/** CSS pixels of a line of text. */
const leastHeight = 13;

/** Rows of states over the time, with their names on the left. */
export function drawingOf(rows: readonly Row[], { from, to }: Interval): Drawing {
  const names = rows.map(({ name }) => name);
  const middles = rows.map((_, at) => at + 0.5);
  return {
    key: JSON.stringify(names),
    // The cursor needs times; what is drawn is painted.
    data: [
      [from, to],
      [null, null],
    ],
    shape: (ink) => ({
      series: [{ scale: 'rows', points: { show: false } }],
      scales: { rows: { range: [0, rows.length], dir: -1 } },
      axes: [
        {
          ...axisOf(ink),
          scale: 'rows',
          splits: middles,
          grid: { show: false },
          ticks: { show: false },
          size: (plot, texts) => widest(plot, texts, ink.font) + 12,
          values: ({ width, bbox, ctx }) => {
            // Of rows lower than their names, only some have them.
            const every = Math.ceil((leastHeight * uPlot.pxRatio * names.length) / Math.max(bbox.height, 1));
            ctx.save();
            ctx.font = ink.font;
            const widthOf = (text: string) => ctx.measureText(text).width;
            const texts = names.map((name, at) => (at % every === 0 ? shorten(name, width * 0.35, widthOf) : null));
            ctx.restore();
            return texts;
          },
        },
      ],
      cursor: { points: { show: false } },
    }),
    paint: (plot, ink) => paintRows(plot, rows, ink),
  };
}
