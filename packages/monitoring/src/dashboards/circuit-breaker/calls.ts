import { metric } from '../../promql/metric.ts';
import type { Links } from '../../setup.ts';
import { alertTable } from '../house/alerts.ts';
import { colouredByEnd, timeSeries } from '../house/panels.ts';
import { perMinute, perSecond, series } from '../house/queries.ts';
import { chosen } from '../house/variables.ts';
import { ofKeys } from './selection.ts';

export const requestRate = () =>
  colouredByEnd(
    timeSeries(
      {
        title: 'API Request Rate',
        shows:
          'Calls through the chosen breakers by how they ended. Ignored are those that no trip rule counts: faults of the caller, and refusals that open the breaker by themselves.',
        normal: 'nearly all are successes.',
        unit: 'reqps',
      },
      series(
        perSecond(metric('circuit_breaker_calls_total', ofKeys), 'provider', 'outcome'),
        '{{provider}} {{outcome}}',
      ),
    ),
    { success: 'green', failure: 'red', slow: 'yellow', ignored: 'blue', rejected: 'orange' },
  );

export const refusedCallers = () =>
  timeSeries(
    {
      title: 'Refused Callers',
      shows: 'Callers per minute that were refused because no key of the provider could take their call.',
      normal: '0. Above it for a minute, an alert fires.',
      unit: 'cpm',
    },
    series(
      perMinute(metric('gateway_requests_total', { provider: chosen.provider, outcome: 'unavailable' }), 'provider'),
      '{{provider}}',
    ),
  );

export const alertSummary = (links: Links) =>
  alertTable(
    {
      title: 'Alert Status Summary',
      shows: 'Alerts about keys and providers that are pending or fire now. Their names lead to their runbooks.',
      normal: 'nothing fires.',
      empty: 'when no alert about keys and providers is pending or fires.',
    },
    ['llm-api'],
    links,
    // An alert about no key in particular has none of these labels.
    { provider: { matches: '$provider|' }, api: { matches: '$provider|' }, key_id: { matches: '$key|' } },
  );
