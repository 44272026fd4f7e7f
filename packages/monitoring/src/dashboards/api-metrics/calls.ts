import { metric } from '../../promql/metric.ts';
import type { MonitoredProvider } from '../../setup.ts';
import { thresholds as at } from '../../thresholds.ts';
import { rising } from '../house/colours.ts';
import { coloured, timeSeries, withLimits } from '../house/panels.ts';
import { perMinute, perSecond, series, share } from '../house/queries.ts';
import { chosen } from '../house/variables.ts';

const ofApis = { api: chosen.provider } as const;
const callColours = { success: 'green', error: 'red', rate_limit: 'yellow' } as const;

/** One per provider, whatever is chosen above. */
export const providerCalls = ({ name, displayName }: MonitoredProvider) =>
  coloured(
    timeSeries(
      {
        title: `${displayName} API Calls`,
        shows: `Calls sent to ${displayName} by how they ended. A request that moves on to another key makes more than one.`,
        normal: 'nearly all are successes. When none is, an alert fires.',
        unit: 'reqps',
      },
      series(perSecond(metric('api_calls_total', { api: name }), 'status'), '{{status}}'),
    ),
    callColours,
  );

export const errors = () =>
  timeSeries(
    {
      title: 'API Errors',
      shows: 'Calls that ended in an error, per minute, by cause; rate limits are not among them.',
      normal: '0, or single ones.',
      unit: 'cpm',
    },
    series(perMinute(metric('api_errors_total', ofApis), 'api', 'error_type'), '{{api}} {{error_type}}'),
  );

export const errorShare = () =>
  withLimits(
    timeSeries(
      {
        title: 'API Error Share',
        shows: 'The share of calls that end in an error, per API.',
        normal: `below ${at.apiErrorShare * 100} %.`,
        empty: 'while there are no calls.',
        unit: 'percentunit',
      },
      series(
        share(
          perSecond(metric('api_calls_total', { ...ofApis, status: 'error' }), 'api'),
          perSecond(metric('api_calls_total', ofApis), 'api'),
        ),
        '{{api}}',
      ),
    ),
    rising(['warning', at.apiErrorShare]),
  );

export const failovers = () =>
  timeSeries(
    {
      title: 'Failovers',
      shows: 'How often, per minute, a request moved on from one key to the next, by reason.',
      normal: '0, or single ones; callers notice none of them.',
      unit: 'cpm',
    },
    series(perMinute(metric('api_failovers_total', ofApis), 'api', 'reason'), '{{api}} {{reason}}'),
  );
