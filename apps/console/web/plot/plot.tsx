import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './plot.css';
import type { PanelProps } from '../panels/props.ts';
import { frameOf } from './frame.ts';
import { type Ink, inkOf } from './ink.ts';
import { type Area, Marks } from './marks.tsx';
import { paintAnnotations } from './paint.ts';
import { Tip } from './tip.tsx';

/** What is drawn over the time. */
export interface Drawing {
  /** A plot is built anew when it changes; else it only gets the new data. */
  readonly key: string;
  readonly data: uPlot.AlignedData;
  /** Asked when a plot is built. The axes are those of the values. */
  readonly shape: (ink: Ink) => Shape;
  /** Draws beneath the series. */
  readonly paint: (plot: uPlot, ink: Ink) => void;
}

export interface Shape extends Pick<uPlot.Options, 'bands' | 'cursor'> {
  readonly series: uPlot.Series[];
  readonly scales: uPlot.Scales;
  readonly axes: uPlot.Axis[];
}

/** Where the pointer is. */
export interface Pointed {
  readonly plot: uPlot;
  /** Of the time in the data. */
  readonly index: number | null;
  /** Epoch milliseconds. */
  readonly time: number;
  /** CSS pixels from the top of the plot. */
  readonly top: number;
}

interface PlotProps extends Pick<PanelProps, 'range' | 'annotations' | 'theme' | 'timeZone' | 'cursorKey' | 'onZoom'> {
  readonly drawing: Drawing;
  /** What there is to see, in words. */
  readonly label: string;
  /** What a box beside the pointer says; null for no box. */
  readonly tip: (pointed: Pointed) => ReactNode;
}

/** A drawing over the time, as large as the box that it is in. */
export function Plot({ drawing, label, tip, ...props }: PlotProps) {
  const { range, annotations, theme, timeZone, cursorKey } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef({ ...props, drawing });
  const [pointed, setPointed] = useState<Pointed>();
  const [area, setArea] = useState<Area>();
  useLayoutEffect(() => {
    latest.current = { ...props, drawing };
  });

  // Before the page is painted, so that no empty box flashes up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot is built anew for these only
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const ink = inkOf(element);
    const hooks = {
      drawAxes: [
        (self: uPlot) => {
          paintAnnotations(self, latest.current.annotations);
          latest.current.drawing.paint(self, ink);
        },
      ],
      draw: [(self: uPlot) => setArea((old) => areaOf(self, old))],
      setCursor: [(self: uPlot) => setPointed(pointedIn(self))],
      setSelect: [
        (self: uPlot) => {
          const { left, width } = self.select;
          self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          const [from, to] = [left, left + width].map((x) => Math.round(self.posToVal(x, 'x'))) as [number, number];
          if (width > 0) latest.current.onZoom({ from, to });
        },
      ],
    };
    const resize = () => {
      const size = { width: element.clientWidth, height: element.clientHeight };
      if (size.width === 0 || size.height === 0) return;
      if (plot.current !== undefined) {
        const { width, height } = plot.current;
        if (width !== size.width || height !== size.height) plot.current.setSize(size);
        return;
      }
      const shape = latest.current.drawing.shape(ink);
      const options = { ...frameOf(shape, ink, () => latest.current.range, timeZone, cursorKey), ...size, hooks };
      plot.current = new uPlot(options, latest.current.drawing.data, element);
    };
    resize();
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
      setPointed(undefined);
    };
  }, [drawing.key, theme, timeZone, cursorKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the plot reads the range and the annotations itself
  useLayoutEffect(() => plot.current?.setData(drawing.data), [drawing, range, annotations]);

  const shown = pointed && tip(pointed);
  useEffect(() => {
    if (!pointed) return;
    // The page moves away under a finger without telling the plot.
    const forget = () => pointed.plot.setCursor({ left: -10, top: -10 });
    addEventListener('scroll', forget, { capture: true, passive: true, once: true });
    return () => removeEventListener('scroll', forget, { capture: true });
  }, [pointed]);

  return (
    <div className="plot">
      <div ref={box} className="canvas" role="img" aria-label={label} data-from={range.from} data-to={range.to} />
      {area && <Marks annotations={annotations} range={range} area={area} timeZone={timeZone} />}
      {shown && <Tip {...clientPoint(pointed)}>{shown}</Tip>}
    </div>
  );
}

/** Undefined when the pointer is elsewhere, be it over another plot that shares its cursor. */
function pointedIn(plot: uPlot): Pointed | undefined {
  const { left = -1, top = -1, idx = null, event } = plot.cursor;
  if (!event || left < 0) return undefined;
  return { plot, index: idx, time: plot.posToVal(left, 'x'), top };
}

function clientPoint({ plot, top }: Pointed): { x: number; y: number } {
  return { x: plot.rect.left + (plot.cursor.left ?? 0), y: plot.rect.top + top };
}

function areaOf({ bbox }: uPlot, old: Area | undefined): Area {
  const [left, width, bottom] = [bbox.left, bbox.width, bbox.top + bbox.height].map((length) => length / uPlot.pxRatio);
  const area = { left, width, bottom } as Area;
  return old && old.left === area.left && old.width === area.width && old.bottom === area.bottom ? old : area;
}
