import { histogram, metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { rising } from '../house/colours.ts';
import { coloured, stacked, timeSeries, withLimits } from '../house/panels.ts';
import { perSecond, series, share, shares } from '../house/queries.ts';
import { chosen } from '../house/variables.ts';

const ofProviders = { provider: chosen.provider } as const;
const failed = 'upstream_error|unavailable|stream_cut';

export const outcomes = () => {
  const requests = metric('gateway_requests_total', ofProviders);
  return stacked(
    coloured(
      timeSeries(
        {
          title: 'Request Outcomes',
          shows: 'How requests ended for their callers, as shares of all of them.',
          normal: 'nearly all are successes; caller errors and aborts are not ours to mend.',
          empty: 'while there are no requests.',
          unit: 'percentunit',
        },
        series(shares(perSecond(requests, 'outcome'), perSecond(requests)), '{{outcome}}'),
      ).max(1),
      {
        success: 'green',
        caller_error: 'blue',
        client_abort: 'purple',
        upstream_error: 'red',
        unavailable: 'orange',
        stream_cut: 'yellow',
      },
    ),
  );
};

export const failedShare = () =>
  withLimits(
    timeSeries(
      {
        title: 'Failed Requests',
        shows: 'The share of requests that failed through no fault of their caller, per provider.',
        normal: `below ${at.errorBudget * 100} %, which is the objective over 30 days; how fast that budget burns decides about alerts.`,
        empty: 'while there are no requests.',
        unit: 'percentunit',
      },
      series(
        share(
          perSecond(metric('gateway_requests_total', { ...ofProviders, outcome: { matches: failed } }), 'provider'),
          perSecond(
            metric('gateway_requests_total', { ...ofProviders, outcome: { matches: `success|${failed}` } }),
            'provider',
          ),
        ),
        '{{provider}}',
      ),
    ),
    rising(['warning', at.errorBudget]),
  );

export const slowShare = () => {
  const inTime = histogram('gateway_request_duration_seconds', 'bucket', {
    ...ofProviders,
    le: { matches: `${at.latencyObjectiveSeconds}(?:[.]0)?` },
  });
  const all = histogram('gateway_request_duration_seconds', 'count', ofProviders);
  return withLimits(
    timeSeries(
      {
        title: 'Slow Requests',
        shows: `The share of requests that took longer than ${at.latencyObjectiveSeconds} s, per provider.`,
        normal: `below ${at.latencyBudget * 100} %, which is the objective over 30 days; how fast that budget burns decides about alerts.`,
        empty: 'while there are no requests.',
        unit: 'percentunit',
      },
      series(`1 - ${perSecond(inTime, 'provider')} / (${perSecond(all, 'provider')} > 0)`, '{{provider}}'),
    ),
    rising(['warning', at.latencyBudget]),
  );
};
