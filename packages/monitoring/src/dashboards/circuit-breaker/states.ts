import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { breakerStates, breakerStateValue } from '@switchgear/telemetry';
import { metric } from '../../promql/metric.ts';
import { coloured, stacked, stateTimeline, timeSeries } from '../house/panels.ts';
import { highest, series, shares } from '../house/queries.ts';
import { mostKeys, ofKeys, worstKeys } from './selection.ts';

const stateColours = { closed: 'green', half_open: 'yellow', open: 'red' } as const;

export const states = () =>
  stateTimeline(
    {
      title: 'Circuit Breaker States by Key',
      shows: `The state of the breaker of each key. Of more than ${mostKeys} keys, those that were worst off.`,
      normal: 'closed; a key that trips is open for a minute or so, half-open for seconds, and closed again.',
      unit: 'none',
    },
    series(worstKeys(metric('circuit_breaker_state', ofKeys)), '{{provider}} {{key_id}}'),
  ).mappings([
    {
      type: MappingType.ValueToText,
      options: Object.fromEntries(
        breakerStates.map((name, index) => [
          breakerStateValue[name],
          { text: name.replace('_', '-'), color: stateColours[name], index },
        ]),
      ),
    },
  ]);

export const timeInStates = () => {
  const seconds = metric('circuit_breaker_state_duration_seconds_total', ofKeys);
  const perState = highest(`rate(${seconds}[$__rate_interval])`, 'provider', 'key_id', 'state');
  return stacked(
    coloured(
      timeSeries(
        {
          title: 'Time in Each State',
          shows: 'How the keys shared out their time between the states, all keys together.',
          normal: 'nearly all of it closed.',
          unit: 'percentunit',
        },
        series(shares(`sum by (state) (${perState})`, `sum(${perState})`), '{{state}}'),
      ).max(1),
      stateColours,
    ),
  );
};
