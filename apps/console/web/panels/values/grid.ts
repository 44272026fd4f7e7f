/** CSS pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  readonly columns: number;
  readonly cell: Box;
  /** Whether there is more than is in sight. */
  readonly scrolls: boolean;
}

/** `horizontal` stretches each value over the width, `vertical` puts them side by side. */
export type Orientation = 'auto' | 'horizontal' | 'vertical';

/** Between values, in CSS pixels. */
export const gap = 6;
const scrollBar = 16;

/**
 * How many values stand beside each other, so that each gets as much room as can be.
 *
 * @param sizeIn how large a value is drawn in a cell, in any unit
 * @param least of a cell; where the values do not all fit so, they go on below and the box scrolls
 */
export function gridOf(
  count: number,
  box: Box,
  orientation: Orientation,
  least: Box,
  sizeIn: (cell: Box) => number,
): Grid {
  const most = Math.min(count, Math.max(1, Math.floor((box.width + gap) / (least.width + gap))));
  if (orientation === 'horizontal') return gridWith(1, count, box, least);
  if (orientation === 'vertical') return gridWith(most, count, box, least);
  const grids = Array.from({ length: most }, (_, at) => gridWith(at + 1, count, box, least));
  // Where values are as large, fewer rows are better: more of them is in sight without scrolling.
  const rows = ({ columns }: Grid) => Math.ceil(count / columns);
  const compare = (a: Grid, b: Grid) => sizeIn(a.cell) - sizeIn(b.cell) || rows(b) - rows(a);
  return grids.reduce((best, one) => (compare(one, best) > 0 ? one : best));
}

function gridWith(columns: number, count: number, { width, height }: Box, least: Box): Grid {
  const rows = Math.ceil(count / columns);
  const natural = (height - gap * (rows - 1)) / rows;
  const scrolls = natural < least.height;
  const free = scrolls ? width - scrollBar : width;
  const cell = { width: (free - gap * (columns - 1)) / columns, height: Math.max(natural, least.height) };
  return { columns, cell, scrolls };
}
