import type { Dashboard, Panel } from '@grafana/schema';
import type { Setup } from '../../setup.ts';
import { dashboards } from '../dashboards.ts';

/** The dashboards of a setup as they are read from their files. */
export function readDashboards(setup: Setup): Dashboard[] {
  return dashboards(setup).map(({ dashboard }) => JSON.parse(JSON.stringify(dashboard)));
}

/** Panels without the headings of rows. */
export function panelsOf(dashboard: Dashboard): Panel[] {
  return (dashboard.panels ?? []).filter((panel): panel is Panel => panel.type !== 'row');
}

export interface Query {
  /** Dashboard and panel. */
  readonly where: string;
  /** With variables of Grafana. */
  readonly expr: string;
  readonly instant: boolean;
}

export function queriesOf(dashboard: Dashboard): Query[] {
  return panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
    targets.map((target) => ({
      where: `${dashboard.uid}, ${title}, ${target['refId']}`,
      expr: String(target['expr']),
      instant: target['instant'] === true,
    })),
  );
}

/** What stands for a duration in queries, and one for each that no other has. */
export const durations = { $__rate_interval: '1m', $__range: '15m', $interval: '10m' } as const;

/** Durations in place of the variables that no parser of PromQL knows. */
export function withDurations(expr: string): string {
  return Object.entries(durations).reduce((text, [name, value]) => text.replaceAll(`[${name}]`, `[${value}]`), expr);
}
