import type uPlot from 'uplot';
import type { Ink } from './ink.ts';
import type { ValueScale } from './scales.ts';
import { incrementsOf, percentDisplay, tickTexts } from './ticks.ts';
import { timeStamps } from './time-axis.ts';

/** What all axes share. */
export function axisOf({ quiet, line, font }: Ink): uPlot.Axis {
  const lines = { stroke: line, width: 1 };
  return { stroke: quiet, font, labelFont: font, labelSize: 20, gap: 4, grid: lines, ticks: { ...lines, size: 4 } };
}

export function timeAxis(ink: Ink): uPlot.Axis {
  // The marks of annotations go between the axis and its texts.
  return { ...axisOf(ink), size: 42, gap: 7, space: 64, values: timeStamps };
}

export function valueAxis(scale: ValueScale, isFirst: boolean, ink: Ink): uPlot.Axis {
  const axis = axisOf(ink);
  const { field, percent, distribution } = scale;
  const display = percent ? percentDisplay : field.display;
  const increments = percent || (distribution.type ?? 'linear') !== 'linear' ? undefined : incrementsOf(field);
  return {
    ...axis,
    scale: scale.key,
    side: scale.side === 'right' ? 1 : 3,
    show: scale.side !== 'hidden',
    size: (plot, texts) => widest(plot, texts, ink.font) + 12,
    // A second grid between the first would only confuse.
    grid: { ...axis.grid, show: isFirst, filter: written },
    ticks: { ...axis.ticks, filter: written },
    values: (_, values, _axis, _space, increment) => {
      const some = values.filter((value) => value !== null);
      const texts = display === undefined ? some.map(String) : tickTexts(some, increment, display);
      return values.map((value) => (value === null ? null : (texts.shift() ?? null)));
    },
    ...(increments && { incrs: increments }),
    ...(scale.label && { label: scale.label }),
  };
}

/** Of a logarithmic axis, only some of the values. */
const written: uPlot.Axis.Filter = (plot, values, at, space, increment) => {
  const filter = plot.axes[at]?.filter;
  return filter === undefined ? values : filter(plot, values, at, space, increment);
};

/** CSS pixels that the longest of the texts takes. */
export function widest({ ctx }: uPlot, texts: readonly (string | null)[] | null, font: string): number {
  ctx.save();
  ctx.font = font;
  const width = Math.max(0, ...(texts ?? []).map((text) => (text === null ? 0 : ctx.measureText(text).width)));
  ctx.restore();
  return Math.ceil(width);
}
