import type { Proofs } from './history.ts';
import { breaker, keys, replica, series, target } from './series.ts';

const [one, two] = [target('gateway', 'one'), target('gateway', 'two')];

const fired = (alertname: string, provider: string, course: string, alertstate = 'firing') =>
  series({ [`ALERTS{alertname="${alertname}",alertstate="${alertstate}",provider="${provider}"}`]: course });
const of = (provider: string, key_id?: string) => ({ of: { provider, ...(key_id !== undefined && { key_id }) } });

const alerts = [
  'AllKeysCircuitBreakerOpen',
  'MajorityKeysCircuitBreakerOpen',
  'CircuitBreakerRejectingCalls',
  'CircuitBreakerFlapping',
  'CircuitBreakerHighFailureCount',
  'CircuitBreakerStuckHalfOpen',
  'CircuitBreakerExcessiveDowntime',
  'CircuitBreakerMetricsMissing',
  'CircuitBreakerHighTripRate',
  'CircuitBreakerOpened',
];

const probing = '2 1m, 1 15s, '.repeat(12);

export const breakerStateProofs: Proofs = {
  AllKeysCircuitBreakerOpen: [
    {
      it: 'fires while no key of a provider is closed and one is open, whatever its probes do and other replicas say',
      lasts: '21m',
      series: [
        ...replica(one, {
          ...keys('open', '0 5m, 2 10m, 0', '0 4m, 2', '2'),
          ...keys('probed', `0 5m, ${probing}0`, `0 5m, ${probing}0`),
          ...keys('half open and open', '1', '0 5m, 2'),
          ...keys('by the worst report', '0', '2'),
          ...keys('open for 2 minutes', '0 5m, 2 2m, 0', '2'),
          ...keys('probed slowly', '0 5m, 2 1m, 1 4m, 2', '0 5m, 2 1m, 1 4m, 2'),
          ...keys('stuck half-open', '0 5m, 2 1m, 1', '1'),
          ...keys('one closed', '2', '0'),
          ...keys('no more there', '0 4m, 2 1m, gap', '1'),
          ...keys('without a gateway', '2 5m, gap', '0 5m, gap'),
        }),
        ...replica(two, {
          ...keys('open', '0 5m, 2 10m, 0', '0 4m, 2', '2'),
          ...keys('by the worst report', '0 5m, 2', '0'),
          ...keys('one closed', '2', '0'),
        }),
      ],
      fires: [
        { ...of('open'), from: '7m', until: '15m' },
        { ...of('probed'), from: '7m', until: '20m' },
        { ...of('half open and open'), from: '7m' },
        { ...of('by the worst report'), from: '7m' },
        { ...of('probed slowly'), from: '7m' },
        { ...of('stuck half-open'), from: '7m', until: '11m' },
      ],
    },
    {
      it: 'tells how many are open',
      lasts: '5m',
      series: [one, two].flatMap((gateway) => replica(gateway, keys('deepseek', '2', '2', '1'))),
      fires: [
        { ...of('deepseek'), from: '2m', says: 'No key of deepseek is closed, 2 are open: calls to it fail or wait.' },
      ],
    },
    {
      it: 'is silent while a key is closed, and while all are half-open without having been open',
      lasts: '10m',
      series: replica(one, { ...keys('one closed', '2', '2', '0'), ...keys('half open', '0 2m, 1', '1') }),
    },
  ],
  MajorityKeysCircuitBreakerOpen: [
    {
      it: 'fires when more than half of the keys of a provider are open, whatever their probes do',
      lasts: '22m',
      series: [
        ...replica(one, {
          ...keys('most', '0 5m, 2 15m, 0', '2', '0'),
          ...keys('probed', `0 5m, ${probing}0`, '2', '0'),
          ...keys('two replicas', '0 5m, 2', '0', '0', '2', '0'),
          ...keys('11 of 21', ...Array<string>(11).fill('0 5m, 2'), ...Array<string>(10).fill('0')),
          ...keys('probed slowly', '0 5m, 2 1m, 1 4m, 2', '2', '0'),
          ...keys('stuck half-open', '0 3m, 2 2m, 1', '2', '0'),
          ...keys('half', '2', '2', '0', '0'),
          ...keys('for 5 minutes', '0 5m, 2 5m, 0', '2', '0'),
        }),
        ...replica(two, { ...keys('two replicas', '0', '2', '0', '2', '0'), ...keys('half', '2', '2', '0', '0') }),
      ],
      fires: [
        { ...of('most'), from: '10m', until: '20m', says: '66.67% of the keys of most are open.' },
        { ...of('probed'), from: '10m', until: '20m', says: '66.67% of the keys of probed are open.' },
        { ...of('two replicas'), from: '10m', says: '60% of the keys of two replicas are open.' },
        { ...of('11 of 21'), from: '10m', says: '52.38% of the keys of 11 of 21 are open.' },
        { ...of('probed slowly'), from: '10m', says: '66.67% of the keys of probed slowly are open.' },
        { ...of('stuck half-open'), from: '8m', until: '10m' },
      ],
    },
    {
      it: 'is silent at half of the keys, and about keys that are only half-open',
      lasts: '7m',
      series: replica(one, { ...keys('half', '2', '0'), ...keys('half-open', '1', '1', '2', '0', '0') }),
    },
  ],
  CircuitBreakerHighFailureCount: [
    {
      it: 'fires at 80 % of the own threshold of a closed breaker, by the worst report',
      lasts: '12m',
      series: [
        ...replica(one, {
          ...breaker('deepseek', 'k1', { state: '0', failure_count: '0 5m, 4 5m, 3', failure_threshold: '5' }),
          ...breaker('deepseek', 'k2', { state: '0', failure_count: '0 5m, 4', failure_threshold: '10' }),
          ...breaker('deepseek', 'k3', { state: '0 5m, 2', failure_count: '0 4m, 4', failure_threshold: '5' }),
          ...breaker('perplexity', 'k3', { state: '0', failure_count: '0', failure_threshold: '5' }),
          ...breaker('deepseek', 'k4', { state: '0', failure_count: '0 5m, 4 1m, 3', failure_threshold: '5' }),
        }),
        ...replica(
          two,
          breaker('deepseek', 'k2', { state: '0', failure_count: '0 5m, 8 3m, 7', failure_threshold: '10' }),
        ),
      ],
      fires: [
        {
          ...of('deepseek', 'k1'),
          from: '6m',
          until: '10m',
          says: 'Key k1 of deepseek is closed, with 80% of the failures that open it.',
        },
        {
          ...of('deepseek', 'k2'),
          from: '6m',
          until: '8m',
          says: 'Key k2 of deepseek is closed, with 80% of the failures that open it.',
        },
      ],
    },
    {
      it: 'is silent below, and while a replica says that the breaker is open',
      lasts: '5m',
      series: [
        ...replica(one, {
          ...breaker('deepseek', 'k1', { state: '0', failure_count: '79', failure_threshold: '100' }),
          ...breaker('deepseek', 'k2', { state: '0', failure_count: '5', failure_threshold: '5' }),
          ...breaker('deepseek', 'k3', { state: '1', failure_count: '5', failure_threshold: '5' }),
        }),
        ...replica(two, breaker('deepseek', 'k2', { state: '2', failure_count: '0', failure_threshold: '5' })),
      ],
    },
  ],
  CircuitBreakerStuckHalfOpen: [
    {
      it: 'fires for each key that stays half-open',
      lasts: '18m',
      series: [
        ...replica(one, keys('deepseek', '0 5m, 2 1m, 1 10m, 0', '0 5m, 1 5m, 2', '1', '0 5m, 1')),
        ...replica(two, keys('deepseek', '0', '0 5m, 1 5m, 0', '2', '0 7m, 1')),
      ],
      fires: [
        { ...of('deepseek', 'k4'), from: '10m', says: 'Key k4 of deepseek has been half-open for 5 minutes.' },
        {
          ...of('deepseek', 'k1'),
          from: '11m',
          until: '16m',
          says: 'Key k1 of deepseek has been half-open for 5 minutes.',
        },
      ],
    },
    { it: 'is silent about open and closed keys', lasts: '7m', series: replica(one, keys('deepseek', '2', '0')) },
  ],
  CircuitBreakerMetricsMissing: [
    {
      it: 'fires for a provider with keys and without a breaker',
      lasts: '15m',
      series: [one, two].flatMap((gateway) =>
        replica(gateway, {
          ...keys('deepseek', '0 2m, gap 10m, 0'),
          ...keys('perplexity', '0'),
          'api_keys{api="deepseek",status="active"}': '3',
          'api_keys{api="deepseek",status="resting"}': '1',
          'api_keys{api="perplexity",status="active"}': '3',
          'api_keys{api="of one key",status="backup"}': '1',
        }),
      ),
      fires: [
        {
          of: { api: 'of one key', provider: 'of one key' },
          from: '5m',
          says: 'of one key has 1 keys, and no breaker of them is reported.',
        },
        {
          of: { api: 'deepseek', provider: 'deepseek' },
          from: '7m',
          until: '12m',
          says: 'deepseek has 4 keys, and no breaker of them is reported.',
        },
      ],
    },
    {
      it: 'is silent without keys, for less than 5 minutes, and when the gateway is gone',
      lasts: '15m',
      series: [
        ...replica(one, {
          ...keys('deepseek', '0 2m, gap 5m, 0'),
          'api_keys{api="deepseek",status="active"}': '3',
          'api_keys{api="none",status="active"}': '0',
        }),
        ...replica(two, {
          up: '1 5m, 0',
          ...keys('perplexity', '0 5m, gap'),
          'api_keys{api="perplexity",status="active"}': '3 5m, gap',
        }),
      ],
    },
  ],
  CircuitBreakerAllHealthy: [
    {
      it: 'fires 10 minutes after a key that opened has closed again, for an hour after the alert',
      lasts: '70m',
      series: replica(one, {
        ...keys('deepseek', '0 5m, 2 5m, 0', '0'),
        ...breaker('deepseek', 'k1', { 'transitions_total{from_state="closed",to_state="open"}': '0 5m, 1' }),
        ...keys('perplexity', '0', '0'),
      }),
      gaps: ['14m'],
      fires: [
        {
          ...of('deepseek'),
          from: '20m',
          until: '67m',
          says: 'All 2 keys of deepseek have been closed for 10 minutes.',
        },
      ],
    },
    {
      it: 'fires after every alert of a provider, and ends when a key opens again',
      every: '1m',
      lasts: '25m',
      series: alerts.flatMap((alert) => [
        ...fired(alert, alert, '1 5m, gap'),
        ...replica(one, keys(alert, '0 20m, 1')),
        ...replica(two, keys(alert, '0')),
      ]),
      fires: alerts.map((alert) => ({ ...of(alert), from: '10m', until: '20m' })),
    },
    {
      it: 'is silent without an alert, and while a replica says that a key is not closed',
      every: '1m',
      lasts: '25m',
      series: [
        ...fired('CircuitBreakerOpened', 'deepseek', '1 5m, gap'),
        ...fired('TargetDown', 'perplexity', '1 5m, gap'),
        ...fired('CircuitBreakerFlapping', 'other', '1 5m, gap', 'pending'),
        ...replica(one, { ...keys('deepseek', '0', '0'), ...keys('perplexity', '0'), ...keys('other', '0') }),
        ...replica(two, keys('deepseek', '0', '1')),
      ],
    },
  ],
};
