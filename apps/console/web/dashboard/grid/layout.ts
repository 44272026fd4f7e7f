import type { PanelModel } from '../model.ts';

/** Where a panel stands, in columns of 24 and rows of 30 px with gaps of 8 px. */
export interface Placed {
  readonly panel: PanelModel;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Of a row: whether its panels are shown. */
  readonly open?: boolean;
}

export const columns = 24;

interface Section {
  readonly row?: PanelModel;
  readonly panels: readonly PanelModel[];
}

/**
 * Places all panels as Grafana does: rows part them, and nothing hangs in the air.
 *
 * @param turned ids of the rows that are open where the dashboard says closed, or the other way round
 */
export function layOut(panels: readonly PanelModel[], turned: ReadonlySet<number>): Placed[] {
  const placed: Placed[] = [];
  let top = 0;
  for (const { row, panels: inside } of sectionsOf(panels)) {
    const open = row === undefined || (row.collapsed === true) === turned.has(row.id);
    if (row !== undefined) placed.push({ panel: row, x: 0, y: top++, w: columns, h: 1, open });
    const stacked = open ? stack(inside, top) : [];
    placed.push(...stacked);
    top = Math.max(top, ...stacked.map(({ y, h }) => y + h));
  }
  return placed;
}

/** A row owns the panels below it up to the next one; a collapsed one keeps them inside. */
function sectionsOf(panels: readonly PanelModel[]): Section[] {
  const sections: { row?: PanelModel; panels: PanelModel[] }[] = [{ panels: [] }];
  for (const panel of inOrder(panels)) {
    if (panel.type === 'row') sections.push({ row: panel, panels: [...(panel.panels ?? [])] });
    else sections.at(-1)?.panels.push(panel);
  }
  return sections;
}

function stack(panels: readonly PanelModel[], top: number): Placed[] {
  const placed: Placed[] = [];
  for (const panel of inOrder(panels)) {
    const w = Math.min(Math.max(panel.gridPos.w, 1), columns);
    const x = Math.min(panel.gridPos.x, columns - w);
    const above = placed.filter((other) => x < other.x + other.w && other.x < x + w);
    const y = Math.max(top, ...above.map((other) => other.y + other.h));
    placed.push({ panel, x, y, w, h: Math.max(panel.gridPos.h, 1) });
  }
  return placed;
}

function inOrder(panels: readonly PanelModel[]): PanelModel[] {
  return panels.toSorted((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
}

/** The panel with that id, also inside a closed row. */
export function findPanel(panels: readonly PanelModel[], id: number): PanelModel | undefined {
  return panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]).find((panel) => panel.id === id);
}
