import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import { AnnotationQueryBuilder, MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { foreign } from '../../promql/metric.ts';
import type { AlertDefinition } from '../../rules/rule.ts';
import type { Links } from '../../setup.ts';
import { severityColour } from './colours.ts';
import { type About, rowTable } from './panels.ts';
import { highest, rows } from './queries.ts';
import { datasource } from './variables.ts';

export type Service = AlertDefinition['service'];

const shown = (services: readonly Service[]) => ({
  severity: { matches: 'critical|warning|info' },
  service: { matches: services.join('|') },
});

/** Marks in every panel when alerts of these services fired, in the colour of their severity; mere information marks none. */
export function alertMarks(services: readonly Service[]): AnnotationQueryBuilder[] {
  return [marks('Critical alerts', 'critical', services), marks('Warnings', 'warning', services)];
}

function marks(name: string, severity: 'critical' | 'warning', services: readonly Service[]): AnnotationQueryBuilder {
  const expr = foreign('ALERTS', { alertstate: 'firing', ...shown(services), severity });
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(datasource)
    .enable(true)
    .iconColor(severityColour[severity])
    .target(new DataqueryBuilder().expr(expr).refId(name))
    .titleFormat('{{alertname}}')
    .textFormat('{{severity}} {{provider}}{{api}} {{key_id}} {{instance}}')
    .tagKeys('severity,component');
}

const columns = {
  alertstate: 'State',
  severity: 'Severity',
  alertname: 'Alert',
  component: 'Component',
  provider: 'Provider',
  api: 'API',
  key_id: 'Key',
  instance: 'Instance',
};

/**
 * Alerts that are pending or firing now, each with a link to its runbook.
 *
 * @param only what their labels have to match beside the services
 */
export function alertTable(
  about: Omit<About, 'unit'>,
  services: readonly Service[],
  links: Links,
  only: Readonly<Record<string, { readonly matches: string }>> = {},
): PanelBuilder {
  const expr = highest(foreign('ALERTS', { ...shown(services), ...only }), ...Object.keys(columns));
  return rowTable({ ...about, unit: 'none' }, columns, rows(expr))
    .sortBy([new TableSortByFieldStateBuilder().displayName('State').desc(false)])
    .overrideByName('State', coloursOf({ firing: 'red', pending: 'yellow' }))
    .overrideByName('Severity', coloursOf(severityColour))
    .overrideByName('Alert', [
      {
        id: 'links',
        value: [{ title: 'Runbook', url: `${links.console}/runbooks/\${__value.text}`, targetBlank: true }],
      },
    ]);
}

function coloursOf(colours: Readonly<Record<string, string>>) {
  const options = Object.fromEntries(Object.entries(colours).map(([text, color]) => [text, { text, color }]));
  return [
    { id: 'mappings', value: [{ type: MappingType.ValueToText, options }] },
    { id: 'custom.cellOptions', value: { type: 'color-text' } },
  ];
}
