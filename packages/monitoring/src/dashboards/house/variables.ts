import {
  DatasourceVariableBuilder,
  IntervalVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { foreign, job, metric } from '../../promql/metric.ts';

/** The data source of every query: the one that is chosen at the top of the dashboard. */
export const datasource = { type: 'prometheus', uid: `\${datasource}` } as const;

/** The uid that provisioning gives to Prometheus; chosen unless somebody chooses another. */
export const prometheusUid = 'prometheus';

/** As matchers: what is chosen at the top of the dashboard, by default everything. */
export const chosen = {
  provider: { matches: '$provider' },
  key: { matches: '$key' },
  component: { matches: '$component' },
} as const;

export const datasourceVariable = () =>
  new DatasourceVariableBuilder('datasource')
    .label('Data source')
    .type('prometheus')
    .current({ selected: true, text: 'Prometheus', value: prometheusUid });

/** Providers that have breakers. */
export const breakerProvider = () => choice('provider', 'Provider', metric('circuit_breaker_state'), 'provider');

/** Providers that are called. The name is the same as of {@link breakerProvider}, so that a link keeps the choice. */
export const apiProvider = () => choice('provider', 'Provider', metric('api_calls_total'), 'api');

export const key = () => choice('key', 'Key', metric('circuit_breaker_state', { provider: chosen.provider }), 'key_id');

export const component = () => choice('component', 'Component', foreign('up', { job }), 'component');

const windows = ['1m', '5m', '10m', '30m', '1h', '4h', '1d'] as const;

/** The window of panels that count; the default is the window of the alert that they show. */
export const interval = (preset: (typeof windows)[number]) =>
  new IntervalVariableBuilder('interval')
    .label('Count over')
    .values(windows.join(','))
    .options(windows.map((value) => ({ selected: value === preset, text: value, value })))
    .current({ selected: true, text: preset, value: preset });

function choice(name: string, label: string, selector: string, of: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(datasource)
    .query(`label_values(${selector}, ${of})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.NaturalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}
