import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  RowBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { DashboardUid } from '../uids.ts';
import { alertMarks, type Service } from './alerts.ts';
import { datasource, datasourceVariable } from './variables.ts';

/** A dashboard as it is composed; {@link build} gives it what all of them have. */
export interface Board {
  readonly uid: DashboardUid;
  readonly title: string;
  readonly description: string;
  /** Whose alerts are marked in the panels. */
  readonly services: readonly Service[];
  readonly variables: readonly Builder<VariableModel>[];
  readonly rows: readonly Row[];
}

/** Panels under a heading. They flow from left to right on a grid of 24 columns. */
export interface Row {
  readonly title: string;
  /** In grid units of about 38 pixels. */
  readonly height: number;
  readonly panels: readonly SizedPanel[];
}

/** A panel with its width in grid columns; a row breaks after 24. */
type SizedPanel = readonly [panel: Builder<Panel>, width: number];

/** Grafana's JSON of a dashboard, with links to the others. */
export function build(board: Board, others: readonly Board[]): Dashboard {
  const builder = new DashboardBuilder(board.title)
    .uid(board.uid)
    .description(board.description)
    .tags(['switchgear', ...board.services])
    .timezone('browser')
    .time({ from: 'now-15m', to: 'now' })
    .refresh('10s')
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([datasourceVariable(), ...board.variables]);
  for (const marks of alertMarks(board.services)) builder.annotation(marks);
  for (const other of others) builder.link(linkTo(other));
  for (const { title, height, panels } of board.rows) {
    builder.withRow(new RowBuilder(title));
    for (const [panel, width] of panels) builder.withPanel(sized(panel.build(), width, height));
  }
  return finish(builder.build());
}

function linkTo({ uid, title }: Board): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(`/d/${uid}`).keepTime(true).includeVars(true);
}

/** At the place 0, 0 the builder finds a place by itself. */
function sized(panel: Panel, w: number, h: number): Builder<Panel> {
  return { build: () => ({ ...panel, gridPos: { x: 0, y: 0, w, h } }) };
}

/** Adds what the builders leave out (ids, names of queries, data sources); drops what hides links or means nothing. */
function finish(dashboard: Dashboard): Dashboard {
  const panels = (dashboard.panels ?? []).map((panel, index) => {
    const id = index + 1;
    if (!('targets' in panel)) return { ...panel, id };
    const targets = (panel.targets ?? []).map((target, at) => ({
      ...target,
      datasource,
      refId: String.fromCharCode(65 + at),
    }));
    return { ...panel, id, datasource, targets, options: without(panel.options, 'footer') };
  });
  return {
    ...dashboard,
    schemaVersion: 42,
    annotations: { list: (dashboard.annotations?.list ?? []).map((it) => without(it, 'placement')) },
    links: (dashboard.links ?? []).map((it) => without(it, 'placement')),
    templating: { list: (dashboard.templating?.list ?? []).map((it) => without(it, 'auto', 'auto_min', 'auto_count')) },
    panels,
  };
}

function without<T extends object>(item: T, ...names: readonly string[]): T {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name))) as T;
}
