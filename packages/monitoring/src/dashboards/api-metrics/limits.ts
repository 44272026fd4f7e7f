import { metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { falling, rising } from '../house/colours.ts';
import { bigNumber, coloured, stacked, timeSeries, withLimits } from '../house/panels.ts';
import { highest, latest, perSecond, series, total } from '../house/queries.ts';
import { chosen } from '../house/variables.ts';

const ofApis = { api: chosen.provider } as const;
const hits = metric('api_rate_limits_total', ofApis);

export const rateLimitHits = () =>
  bigNumber(
    {
      title: 'Rate Limit Hits',
      shows: 'Answers 429 within the time that is shown, and calls refused because every key rests from one.',
      normal: '0, or few: a key that meets one rests, and others take over.',
      unit: 'short',
    },
    latest(`round(${total(hits, 'api')})`, '{{api}}'),
  );

export const refusedCalls = () =>
  bigNumber(
    {
      title: 'Refused Calls',
      shows: 'Calls within the time that is shown that no key of the API could take.',
      normal: '0.',
      unit: 'short',
    },
    latest(`round(${total(metric('api_unavailable_total', ofApis), 'api')})`, '{{api}}'),
  );

export const rateLimitRate = () =>
  withLimits(
    timeSeries(
      {
        title: 'Rate Limit Rate',
        shows: 'Rate-limit answers per second, all keys and replicas together.',
        normal: `0. Above ${at.rateLimitsPerSecond} a second for 10 minutes, an alert fires.`,
        unit: 'cps',
      },
      series(perSecond(hits, 'api'), '{{api}}'),
    ),
    rising(['critical', at.rateLimitsPerSecond]),
  );

export const quotaLeft = () => {
  const left = `${metric('api_rate_limit_remaining', ofApis)} / (${metric('api_rate_limit_limit', ofApis)} > 0)`;
  return withLimits(
    timeSeries(
      {
        title: 'Rate Limit Quota Left',
        shows: 'The share of its rate-limit quota that a provider says is left.',
        normal: `above ${at.quotaLeftShare * 100} %.`,
        empty: 'until a provider sends rate-limit headers; DeepSeek never does, Perplexity with its answers 429.',
        unit: 'percentunit',
      },
      series(`min by (api) (${left})`, '{{api}}'),
    ).max(1),
    falling(['warning', at.quotaLeftShare]),
  );
};

export const keysByStatus = () =>
  stacked(
    coloured(
      timeSeries(
        {
          title: 'Keys by Status',
          shows: 'What the configured keys are doing, those of all chosen providers together.',
          normal: 'all active, but for backups. A quarantined key was refused by its provider and needs a person.',
          unit: 'short',
        },
        series(`sum by (status) (${highest(metric('api_keys', ofApis), 'api', 'status')})`, '{{status}}'),
      ),
      { active: 'green', resting: 'yellow', quarantined: 'red', backup: 'blue' },
    ),
  );
