import type uPlot from 'uplot';
import type { Interval } from '../panels/props.ts';
import { timeAxis } from './axes.ts';
import type { Ink } from './ink.ts';
import type { Shape } from './plot.tsx';
import { zoned } from './time-axis.ts';

/** What all drawings over the time share: the axis of the time, the cursor, and dragging over a time. */
export function frameOf(
  shape: Shape,
  ink: Ink,
  range: () => Interval,
  timeZone: string,
  cursorKey: string | undefined,
): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    ms: 1,
    tzDate: zoned(timeZone),
    padding: [10, 18, 0, null],
    legend: { show: false },
    ...shape,
    series: [{}, ...shape.series],
    scales: { x: { range: () => [range().from, range().to] }, ...shape.scales },
    axes: [timeAxis(ink), ...shape.axes],
    cursor: {
      y: false,
      drag: { setScale: false, dist: 5 },
      // The range is the page's; a double click changes nothing.
      bind: { dblclick: () => null },
      ...(cursorKey !== undefined && {
        // Dragging over a time is a matter of one plot.
        sync: { key: cursorKey, scales: ['x', null], filters: { pub: (type) => type === 'mousemove' } },
      }),
      ...shape.cursor,
    },
  };
}
