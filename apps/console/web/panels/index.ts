import type { PanelView } from './props.ts';

/** The panel types that the console draws, by Grafana's name. A row is part of the grid, not here. */
export const panelViews: Readonly<Record<string, PanelView>> = {};
