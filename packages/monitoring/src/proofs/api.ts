import type { History, Proofs } from './history.ts';
import { counts, observed, replica, target } from './series.ts';

const [one, two] = [target('gateway', 'one'), target('gateway', 'two')];

const calls = (api: string, byStatus: Record<string, string>) => counts('api_calls_total', { api }, byStatus);
const unavailable = (api: string) => `api_unavailable_total{api="${api}"}`;
const rateLimits = (api: string) => `api_rate_limits_total{api="${api}"}`;
const limit = (api: string) => `api_rate_limit_limit{api="${api}"}`;
const remaining = (api: string) => `api_rate_limit_remaining{api="${api}"}`;
const took = (api: string, bySeconds: Record<number, string>) =>
  observed('api_request_duration_seconds', { api }, bySeconds);
const of = (api: string) => ({ of: { api } });

function down(api: string, name: string, other: string): History[] {
  const failed = `api_calls_total{api="${api}",status="error"}`;
  return [
    {
      it: 'fires when all calls fail, until one succeeds',
      lasts: '21m',
      series: [
        ...replica(one, { ...calls(api, { error: '0 5m, +1/1m' }), ...calls(other, { success: '+1/1m' }) }),
        ...replica(two, { [failed]: '0 5m, +1/1m', [`api_calls_total{api="${api}",status="success"}`]: 'none 20m, 1' }),
      ],
      fires: [
        {
          ...of(api),
          from: '11m',
          until: '20m',
          says: `${name} (${api}): 10 calls within 5 minutes, and none succeeded.`,
        },
      ],
    },
    ...[failed, unavailable(api)].map((series) => ({
      it: `fires when no call ever succeeded, though calls are rare, until there are none: ${series}`,
      every: '1m',
      lasts: '23m',
      series: replica(one, { [series]: 'none 5m, 1 0s, +1/4m 12m, 4' }),
      fires: [{ ...of(api), from: '10m', until: '22m' }],
    })),
    {
      it: 'fires when all calls are refused, or answered by 429',
      every: '1m',
      lasts: '18m',
      series: replica(one, {
        ...calls(api, { rate_limit: '0 9m, +1/1m' }),
        [unavailable(api)]: '0 5m, +1/1m 5m, 5',
      }),
      fires: [
        {
          ...of(api),
          from: '11m',
          says: `${name} (${api}): 6 calls within 5 minutes, and none succeeded.`,
        },
      ],
    },
    {
      it: 'fires 5 minutes after the last success among all replicas was 5 minutes ago, also across a restart',
      every: '1m',
      lasts: '21m',
      series: [
        ...replica(one, {
          process_start_time_seconds: '-1000 12m, 720',
          ...calls(api, { error: '+1/1m 12m, 0 1m, +1/1m', success: '0 5m, 5 7m, 0' }),
        }),
        ...replica(two, calls(api, { success: '0 10m, 1' })),
      ],
      fires: [{ ...of(api), from: '20m' }],
    },
    {
      it: 'is silent without calls, while one call in 4 minutes succeeds, and when another provider fails',
      every: '1m',
      lasts: '20m',
      series: [
        ...replica(one, {
          ...calls(api, { error: '0 5m, +10/1m', rate_limit: '+1/1m' }),
          [unavailable(api)]: '+1/1m',
          ...calls(other, { error: '+1/1m' }),
          [unavailable(other)]: '+1/1m',
        }),
        ...replica(two, calls(api, { success: '+1/4m' })),
      ],
    },
  ];
}

export const apiProofs: Proofs = {
  DeepSeekAPIDown: down('deepseek', 'DeepSeek', 'perplexity'),
  PerplexityAPIDown: down('perplexity', 'Perplexity', 'deepseek'),
  APIRateLimitExceeded: [
    {
      it: 'fires above 0.5 answers a second of one API over all replicas, through failed scrapes',
      lasts: '31m',
      series: [
        ...replica(one, { [rateLimits('deepseek')]: '0 5m, +75/5m 25m, 375' }),
        ...replica(two, { [rateLimits('deepseek')]: '0 5m, +76/5m 25m, 380' }),
      ],
      gaps: ['14m'],
      fires: [
        {
          ...of('deepseek'),
          from: '20m',
          until: '30m15s',
          says: 'deepseek sent 503.3m rate-limit answers a second (last 5 minutes).',
        },
      ],
    },
    {
      it: 'is silent at 0.5 a second, and about short bursts',
      lasts: '20m',
      series: replica(one, {
        [rateLimits('deepseek')]: '+150/5m',
        [rateLimits('perplexity')]: '+150/5m',
        [rateLimits('other')]: '0 2m, 1000 6m, 2000',
      }),
    },
  ],
  APIHighErrorRate: [
    {
      it: 'fires above 10 %, through failed scrapes',
      every: '1m',
      lasts: '35m',
      series: replica(one, {
        ...calls('deepseek', { success: '0 5m, +7/1m', error: '0 5m, +1/1m 25m, 25' }),
        ...calls('perplexity', { success: '0 5m, +7/1m', rate_limit: '0 5m, +5/1m' }),
      }),
      gaps: ['12m'],
      fires: [
        {
          ...of('deepseek'),
          from: '16m',
          until: '33m',
          says: '12.5% of the calls to deepseek fail (last 10 minutes).',
        },
      ],
    },
    {
      it: 'takes all replicas of each API together',
      every: '1m',
      lasts: '20m',
      series: [
        ...replica(one, {
          'api_calls_total{api="deepseek",status="error"}': 'none 5m, 52 1m, +52/1m',
          ...calls('perplexity', { error: '0 5m, +1/1m' }),
        }),
        ...replica(two, {
          'api_calls_total{api="deepseek",status="success"}': 'none 5m, 896 1m, +896/1m',
          'api_calls_total{api="deepseek",status="error"}': 'none 5m, 52 1m, +52/1m',
          ...calls('perplexity', { success: '0 5m, +9/1m' }),
        }),
      ],
      fires: [{ ...of('deepseek'), from: '15m' }],
    },
    {
      it: 'is silent at 10 %, without errors, and without calls',
      every: '1m',
      lasts: '20m',
      series: replica(one, {
        ...calls('deepseek', { success: '+6/1m', rate_limit: '+3/1m', error: '+1/1m' }),
        ...calls('perplexity', {}),
        'api_calls_total{api="other",status="success"}': '+1/1m',
      }),
    },
  ],
  APISlowResponses: [
    {
      it: 'fires when more than 5 % of the calls take longer than 10 s over all replicas, through failed scrapes',
      every: '1m',
      lasts: '36m',
      series: [
        ...replica(one, { ...took('deepseek', { 7: '0 5m, +189/1m' }), ...took('perplexity', { 7: '0 5m, +95/1m' }) }),
        ...replica(two, {
          ...took('deepseek', { 12: '0 5m, +11/1m 25m, 275' }),
          ...took('perplexity', { 12: '0 5m, +5/1m' }),
        }),
      ],
      gaps: ['12m'],
      fires: [
        {
          ...of('deepseek'),
          from: '16m',
          until: '31m',
          says: 'The slowest 5 % of calls to deepseek take longer than 10.45s (last 5 minutes).',
        },
      ],
    },
    {
      it: 'fires though calls are rare, until 5 minutes after the last',
      every: '1m',
      lasts: '30m',
      series: replica(one, took('perplexity', { 40: '0 1m, +1/4m 20m, 5' })),
      fires: [{ ...of('perplexity'), from: '15m', until: '26m' }],
    },
    {
      it: 'is silent when 5 % are slow',
      every: '1m',
      lasts: '20m',
      series: replica(one, took('deepseek', { 7: '0 5m, +19/1m', 12: '0 5m, +1/1m' })),
    },
  ],
  DeepSeekSlowResponses: [
    {
      it: 'fires when more than 5 % of the calls take longer than 15 s over all replicas, until there are none',
      every: '1m',
      lasts: '36m',
      series: [
        ...replica(one, took('deepseek', { 12: '0 5m, +379/1m 25m, 9475' })),
        ...replica(two, took('deepseek', { 20: '0 5m, +21/1m 25m, 525' })),
      ],
      fires: [
        {
          ...of('deepseek'),
          from: '11m',
          until: '35m',
          says: 'The slowest 5 % of calls to DeepSeek take longer than 15.71s (last 5 minutes).',
        },
      ],
    },
    {
      it: 'is silent when 5 % are slow, and about other providers',
      every: '1m',
      lasts: '15m',
      series: replica(one, {
        ...took('deepseek', { 12: '0 1m, +19/1m', 20: '0 1m, +1/1m' }),
        ...took('perplexity', { 20: '0 1m, +1/1m' }),
      }),
    },
  ],
  APIRateLimitApproaching: [
    {
      it: 'fires when one replica has less than 20 % left',
      lasts: '17m',
      series: [
        ...replica(one, {
          [limit('deepseek')]: '1000',
          [remaining('deepseek')]: '1000 5m, 199 10m, 200',
          [limit('perplexity')]: '1000',
          [remaining('perplexity')]: '1000 5m, 199 5m, 200',
        }),
        ...replica(two, { [limit('deepseek')]: '1000', [remaining('deepseek')]: '900' }),
      ],
      fires: [
        { ...of('deepseek'), from: '10m', until: '15m', says: '19.9% of the rate-limit quota of deepseek is left.' },
      ],
    },
    {
      it: 'is silent at 20 %, and where a provider tells no quota',
      lasts: '10m',
      series: replica(one, {
        [limit('deepseek')]: '1000',
        [remaining('deepseek')]: '200',
        [limit('other')]: '0',
        [remaining('other')]: '0',
      }),
    },
  ],
  APIRecovered: [
    {
      it: 'fires after 2 minutes of successes, until the alert was 15 minutes ago, whatever another provider does',
      lasts: '33m',
      series: [
        ...replica(one, {
          'api_calls_total{api="deepseek",status="error"}': '0 1m, +1/1m',
          'api_calls_total{api="deepseek",status="success"}': 'none 16m, 1 0s, +1/1m',
          ...calls('perplexity', { error: '+1/1m' }),
        }),
        ...replica(two, { 'api_calls_total{api="deepseek",status="success"}': 'none 16m, 1' }),
      ],
      fires: [
        {
          ...of('deepseek'),
          from: '18m',
          until: '31m',
          says: 'deepseek works again: 4 calls succeeded within 5 minutes.',
        },
      ],
    },
    {
      it: 'fires only while there have been successes for 2 minutes, of any replica',
      lasts: '31m',
      series: [
        ...replica(one, calls('perplexity', { error: '0 1m, +1/1m', success: '0 16m, 1' })),
        ...replica(two, calls('perplexity', { error: '0 1m, +1/1m', success: '0 24m, 1' })),
      ],
      fires: [
        { ...of('perplexity'), from: '18m', until: '21m' },
        { ...of('perplexity'), from: '26m', until: '29m' },
      ],
    },
    {
      it: 'is silent while the alert fires, without it, and more than 15 minutes after it',
      every: '1m',
      lasts: '33m',
      series: replica(one, {
        ...calls('deepseek', { error: '0 1m, +1/1m 9m, 9', success: '0 28m, +1/1m' }),
        ...calls('perplexity', { error: '0 1m, +1/1m 3m, 3', success: '0 4m, +1/1m' }),
      }),
    },
  ],
};
