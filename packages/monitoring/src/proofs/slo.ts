import { seconds } from '../promql/windows.ts';
import type { History, Proofs, Recording } from './history.ts';
import { type Courses, counts, observed, replica, series, target } from './series.ts';

const [one, two] = [target('gateway', 'one'), target('gateway', 'two')];

const requests = (provider: string, byOutcome: Record<string, string>) =>
  counts('gateway_requests_total', { provider }, byOutcome);
const took = (provider: string, bySeconds: Record<number, string>) =>
  observed('gateway_request_duration_seconds', { provider }, bySeconds);

/** Each window, and how often it is looked at here. */
const windows: Readonly<Record<string, string>> = {
  '5m': '15s',
  '30m': '1m',
  '1h': '1m',
  '2h': '1m',
  '6h': '30m',
  '1d': '30m',
  '3d': '30m',
};

/** What one replica shows of a provider: the course of what goes well, and of what goes wrong in three ways. */
type Share = (provider: string, good: string, bad?: readonly [string, string, string]) => Courses;

const none = ['0', '0', '0'] as const;

/** Two windows of time: 3 of 60 go wrong in the second one, most of that in its first half, and 100 of 200 before it. */
function recordings(record: string, share: Share): Proofs {
  return Object.fromEntries(
    Object.entries(windows).map(([window, every]): [string, Recording[]] => {
      const quarters = (count: number) => `${(count * seconds(window)) / 4}s`;
      const late = `0 ${quarters(5)}, 1`;
      return [
        `${record}${window}`,
        [
          {
            it: 'is the share of what goes wrong within its window, over all replicas',
            every,
            lasts: quarters(8),
            series: [
              ...replica(one, {
                ...share('deepseek', `0 ${quarters(7)}, 17`),
                ...share('perplexity', late),
                ...share('unused', '7', ['7', '7', '7']),
              }),
              ...replica(
                two,
                share('deepseek', `0 ${quarters(2)}, 100 ${quarters(3)}, 140`, [
                  `0 ${quarters(2)}, 100 ${quarters(3)}, 101`,
                  late,
                  late,
                ]),
              ),
            ],
            records: [
              { of: { provider: 'deepseek' }, value: 0.05 },
              { of: { provider: 'perplexity' }, value: 0 },
            ],
          },
        ],
      ];
    }),
  );
}

/** One case by provider: what is recorded for a long and a short window from 5 to 10 minutes, and 0 otherwise. */
type Case = readonly [provider: string, long: string, longShare: number, short: string, shortShare: number];

function recorded(record: string, [provider, long, longShare, short, shortShare]: Case) {
  const of = `{provider="${provider}"}`;
  return series({
    [`${record}${long}${of}`]: `0 5m, ${longShare} 5m, 0`,
    [`${record}${short}${of}`]: `0 5m, ${shortShare} 5m, 0`,
  });
}

/** Two pairs of windows, each with the share above which both have to be. */
type Pairs = readonly (readonly [long: string, short: string, share: number])[];

function burns(
  record: string,
  pairs: Pairs,
  says: (provider: string, share: string, over: string) => string,
): History[] {
  const above = (share: number) => Number((share * 1.004).toPrecision(4));
  const burning = pairs.map(
    ([long, short, share]): Case => [`burning ${long}`, long, above(share), short, above(share)],
  );
  const calm = pairs.flatMap(([long, short, share]): Case[] => [
    [`at the limit ${long}`, long, share, short, share],
    [`no more ${long}`, long, above(share), short, share],
    [`not yet ${long}`, long, share, short, above(share)],
  ]);
  return [
    {
      it: 'fires while a long and a short window show too much of it',
      lasts: '12m',
      series: [...burning, ...calm].flatMap((each) => recorded(record, each)),
      fires: burning.map(([provider, , share]) => ({
        of: { provider },
        from: '5m',
        until: '10m',
        says: says(provider, `${Number((share * 100).toPrecision(4))}%`, pairs.map(([long]) => long).join(' or ')),
      })),
    },
    {
      it: 'is silent at the limit, and when one window alone shows more',
      lasts: '7m',
      series: calm.flatMap((each) => recorded(record, each)),
    },
  ];
}

const failing = (provider: string, share: string, over: string) =>
  `${share} of the requests to ${provider} failed through no fault of their caller, over ${over}; 1 % may, over 30 days.`;
const slow = (provider: string, share: string, over: string) =>
  `${share} of the requests to ${provider} took longer than 30 s, over ${over}; 5 % may, over 30 days.`;

export const sloProofs: Proofs = {
  ...recordings('slo:gateway_errors:ratio_rate', (provider, good, [upstream_error, unavailable, stream_cut] = none) =>
    requests(provider, {
      success: good,
      upstream_error,
      unavailable,
      stream_cut,
      caller_error: '+5/15s',
      client_abort: '+5/15s',
    }),
  ),
  ...recordings('slo:gateway_latency:ratio_rate', (provider, good, bad = none) =>
    took(provider, { 20: good, 40: bad.join(' & ') }),
  ),
  'GatewayErrorBudgetBurn critical': [
    ...burns(
      'slo:gateway_errors:ratio_rate',
      [
        ['1h', '5m', 0.144],
        ['6h', '30m', 0.06],
      ],
      failing,
    ),
    {
      it: 'fires when every request fails for a part of an hour',
      every: '1m',
      lasts: '80m',
      series: replica(one, requests('deepseek', { success: '+10/1m 1h, 600', upstream_error: '0 1h, +10/1m' })),
      fires: [{ of: { provider: 'deepseek' }, from: '64m' }],
    },
  ],
  'GatewayErrorBudgetBurn warning': burns(
    'slo:gateway_errors:ratio_rate',
    [
      ['1d', '2h', 0.03],
      ['3d', '6h', 0.01],
    ],
    failing,
  ),
  'GatewayLatencyBudgetBurn critical': burns(
    'slo:gateway_latency:ratio_rate',
    [
      ['1h', '5m', 0.72],
      ['6h', '30m', 0.3],
    ],
    slow,
  ),
  'GatewayLatencyBudgetBurn warning': burns(
    'slo:gateway_latency:ratio_rate',
    [
      ['1d', '2h', 0.15],
      ['3d', '6h', 0.05],
    ],
    slow,
  ),
};
