import { AlertList } from './alert-list/view.tsx';
import { BarGauge } from './bar-gauge/view.tsx';
import { Gauge } from './gauge/view.tsx';
import type { PanelView } from './props.ts';
import { Stat } from './stat/view.tsx';
import { StateTimeline } from './state-timeline/view.tsx';
import { Table } from './table/view.tsx';
import { Text } from './text/view.tsx';
import { TimeSeries } from './time-series/view.tsx';

/** The panel types that the console draws, by Grafana's name. A row is part of the grid, not here. */
export const panelViews: Readonly<Record<string, PanelView>> = {
  timeseries: TimeSeries,
  'state-timeline': StateTimeline,
  stat: Stat,
  gauge: Gauge,
  bargauge: BarGauge,
  table: Table,
  text: Text,
  alertlist: AlertList,
};
