import { metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { rising } from '../house/colours.ts';
import { bigNumber, timeSeries, withLimits } from '../house/panels.ts';
import { latest, perMinute, recent, series, total } from '../house/queries.ts';
import { mostKeys, ofKeys } from './selection.ts';

const trips = metric('circuit_breaker_trips_total', ofKeys);

export const tripCounter = () =>
  bigNumber(
    {
      title: 'Trip Counter',
      shows: 'How often keys of each provider opened within the time that is shown, except by override.',
      normal: '0, or a few: each of them spared callers a failing key.',
      unit: 'short',
    },
    latest(`round(${total(trips, 'provider')})`, '{{provider}}'),
  );

export const tripsByKey = () =>
  withLimits(
    timeSeries(
      {
        title: 'Trips by Key',
        shows: `How often each key opened within the window chosen above; the ${mostKeys} highest.`,
        normal: `0. At ${at.flappingTrips} in 10 minutes a key is said to flap, above ${at.hourlyTrips} in an hour to trip often.`,
        unit: 'short',
      },
      series(`topk(${mostKeys}, round(${recent(trips, 'provider', 'key_id')}))`, '{{provider}} {{key_id}}'),
    ),
    rising(['warning', at.flappingTrips]),
  );

export const transitions = () =>
  timeSeries(
    {
      title: 'State Transitions',
      shows: 'Transitions of all chosen breakers per minute, by where they came from and went to.',
      normal: '0. After each closed → open there should be an open → half-open and a half-open → closed.',
      unit: 'cpm',
    },
    series(
      perMinute(metric('circuit_breaker_transitions_total', ofKeys), 'from_state', 'to_state'),
      '{{from_state}} → {{to_state}}',
    ),
  );

export const timeOpen = () => {
  const open = metric('circuit_breaker_state_duration_seconds_total', { ...ofKeys, state: 'open' });
  return withLimits(
    timeSeries(
      {
        title: 'Time Open by Provider',
        shows: 'For how long the keys of a provider were open, together, within the window chosen above.',
        normal: `0. More than ${at.downtimeSeconds} s in 10 minutes is reported.`,
        unit: 's',
      },
      series(`sum by (provider) (max by (provider, key_id) (increase(${open}[$interval])))`, '{{provider}}'),
    ),
    rising(['warning', at.downtimeSeconds]),
  );
};
