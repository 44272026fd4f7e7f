import type { ReactNode } from 'react';
import type { PanelModel } from '../dashboard/model.ts';
import type { DataFrame, GrafanaTheme2 } from '../grafana/data.ts';

/** Epoch milliseconds. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Something that happened, drawn over the time axis: here, the time in which an alert fired. */
export interface Annotation extends Interval {
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  /** CSS colour. */
  readonly color: string;
}

/** What every panel is given. It draws frames and asks for nothing itself. */
export interface PanelProps {
  readonly panel: PanelModel;
  /** After transformations; each field has its `display`, its colour, name and links according to the field configuration. */
  readonly frames: readonly DataFrame[];
  /** What was asked for, which may be more than there is data for. */
  readonly range: Interval;
  /** Between two points of a range query, in milliseconds. */
  readonly stepMs: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly theme: GrafanaTheme2;
  /** IANA name, or `browser`. */
  readonly timeZone: string;
  readonly annotations: readonly Annotation[];
  /** Panels with the same key show a cursor at the same time; undefined for none. */
  readonly cursorKey: string | undefined;
  /** The viewer dragged over a time. */
  readonly onZoom: (interval: Interval) => void;
  /** Text with the dashboard's variables filled in. */
  readonly fill: (text: string) => string;
}

/** How a type of panel is drawn. */
export type PanelView = (props: PanelProps) => ReactNode;
