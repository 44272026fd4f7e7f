import { histogram } from '../../promql/metric.ts';
import type { MonitoredProvider } from '../../setup.ts';
import { thresholds as at } from '../../thresholds.ts';
import { rising } from '../house/colours.ts';
import { timeSeries, withLimits } from '../house/panels.ts';
import { percentiles, perSecond } from '../house/queries.ts';
import { chosen } from '../house/variables.ts';

const ofApis = { api: chosen.provider } as const;

export const responseTime = (providers: readonly MonitoredProvider[]) =>
  withLimits(
    timeSeries(
      {
        title: 'API Response Time',
        shows: 'Time of a call until the end of its answer: half, 95 % and 99 % of the calls took no longer.',
        normal: `p95 below ${at.apiSlowSeconds} s (DeepSeek: ${at.deepseekSlowSeconds} s for its own alert).`,
        empty: 'while there are no calls.',
        unit: 's',
      },
      ...percentiles(perSecond(histogram('api_request_duration_seconds', 'bucket', ofApis), 'api', 'le'), '{{api}} '),
    ),
    rising(
      ['warning', at.apiSlowSeconds],
      ...(providers.some(({ name }) => name === 'deepseek') ? [['warning', at.deepseekSlowSeconds] as const] : []),
    ),
  );

export const firstToken = () =>
  timeSeries(
    {
      title: 'Time to First Token',
      shows: 'Time of a streamed call until its first token: half, 95 % and 99 % of them took no longer.',
      normal: 'far below the response time; what a person at a screen waits for.',
      empty: 'while no call is streamed.',
      unit: 's',
    },
    ...percentiles(perSecond(histogram('api_time_to_first_token_seconds', 'bucket', ofApis), 'api', 'le'), '{{api}} '),
  );
