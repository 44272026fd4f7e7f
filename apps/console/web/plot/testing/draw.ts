import type { PanelModel } from '../../dashboard/model.ts';
import { withFieldConfig } from '../../dashboard/panel-data.ts';
import { framesOf } from '../../frames/from-prometheus.ts';
import { createTheme, type FieldType } from '../../grafana/data.ts';
import { type Curve, curvesOf } from '../curves.ts';

export const theme = createTheme({ colors: { mode: 'dark' } });

/** A field configuration as in a panel's JSON. */
interface FieldJson {
  readonly defaults?: object;
  readonly overrides?: readonly object[];
  readonly type?: string;
}

/**
 * Curves of a range query, a point every 10 s from 0.
 *
 * @param series by name, what Prometheus answered with spaces between; `-` for no point
 */
export function draw(series: Readonly<Record<string, string>>, json: FieldJson = {}, types?: FieldType[]): Curve[] {
  const { defaults = {}, overrides = [], type = 'timeseries' } = json;
  const result = Object.entries(series).map(([name, list]) => ({
    metric: { name },
    values: list.split(' ').flatMap((value, at) => (value === '-' ? [] : [[at * 10, value] as const])),
  }));
  const longest = Math.max(...Object.values(series).map((list) => list.split(' ').length));
  const grid = { start: 0, end: (longest - 1) * 10_000, step: 10_000 };
  const target = { refId: 'A', legendFormat: '{{name}}' };
  const frames = framesOf({ resultType: 'matrix', result }, target, grid, false);
  const panel = { id: 1, type, gridPos: { x: 0, y: 0, w: 1, h: 1 }, fieldConfig: { defaults, overrides } };
  const data = { asked: [], frames, stepMs: 10_000, range: { from: 0, to: grid.end } };
  const filled = withFieldConfig(data, panel as unknown as PanelModel, theme, 'utc', (text) => text);
  return curvesOf(filled, theme, types);
}

/** The override of one series. */
export function override(name: string, properties: Readonly<Record<string, unknown>>): object {
  return {
    matcher: { id: 'byName', options: name },
    properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
  };
}
