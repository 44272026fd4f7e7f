import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import { MappingType, SpecialValueMatch } from '@grafana/grafana-foundation-sdk/dashboard';
import { breakerStateValue } from '@switchgear/telemetry';
import { metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { rising } from '../house/colours.ts';
import { bigNumber, rowTable } from '../house/panels.ts';
import { highest, latest, rows } from '../house/queries.ts';
import { ofKeys, perKey } from './selection.ts';

const state = perKey(metric('circuit_breaker_state', ofKeys));
const open = `sum by (provider) (${state} == bool ${breakerStateValue.open})`;

export const keysOpen = () =>
  bigNumber(
    {
      title: 'Keys Open',
      shows: 'Keys of each provider that take no calls now, whatever the reason.',
      normal: '0. Callers notice nothing while other keys of the provider are closed.',
      unit: 'short',
    },
    latest(open, '{{provider}}'),
  );

export const openShare = () =>
  bigNumber(
    {
      title: 'Share of Keys Open',
      shows: 'The same in relation to all keys of the provider: how little is left.',
      normal: `0 %. Above ${at.openKeysShare * 100} % most of a provider is out of use.`,
      unit: 'percentunit',
    },
    latest(`${open} / (count by (provider) (${state}) > 0)`, '{{provider}}'),
  ).thresholds(rising(['critical', at.openKeysShare]));

export const openKeys = () =>
  rowTable(
    {
      title: 'Open Keys',
      shows: 'Why each open key is open, and how long until it gets its next probe.',
      normal:
        'no rows. A quarantined key has no deadline: it is probed every quarter of an hour, or closed by a reset.',
      empty: 'when no key is open.',
      unit: 's',
    },
    { provider: 'Provider', key_id: 'Key', reason: 'Reason', Value: 'Next probe in' },
    rows(untilProbe()),
  )
    .decimals(0)
    .mappings([
      {
        type: MappingType.SpecialValue,
        options: { match: SpecialValueMatch.NullAndNan, result: { text: 'no deadline' } },
      },
    ])
    .sortBy([new TableSortByFieldStateBuilder().displayName('Next probe in').desc(true)]);

function untilProbe(): string {
  const reason = highest(metric('circuit_breaker_open_reason', ofKeys), 'provider', 'key_id', 'reason');
  const deadline = perKey(metric('circuit_breaker_open_until_timestamp_seconds', ofKeys));
  return `${reason} * on (provider, key_id) group_left () clamp_min(${deadline} - time(), 0) or ${reason} * NaN`;
}
