import type { Proofs } from './history.ts';
import { breaker, counts, keys, replica, target } from './series.ts';

const [one, two] = [target('gateway', 'one'), target('gateway', 'two')];

const refused = (provider: string, byOutcome: Record<string, string>) =>
  counts('gateway_requests_total', { provider }, byOutcome);
const trips = (key: string, course: string, provider = 'deepseek') => breaker(provider, key, { trips_total: course });
const openFor = (provider: string, key: string, open: string) =>
  breaker(provider, key, {
    'state_duration_seconds_total{state="open"}': open,
    'state_duration_seconds_total{state="closed"}': '+1/1s',
  });
const moved = (key: string, from: string, to: string, course: string) =>
  breaker('deepseek', key, { [`transitions_total{from_state="${from}",to_state="${to}"}`]: course });
const of = (provider: string, key_id?: string) => ({ of: { provider, ...(key_id !== undefined && { key_id }) } });

/** A gateway that starts anew at 5 minutes and remembers what its breakers have counted. */
const remembering = target('gateway', 'remembering');
const startsAnew = { up: 'none 5m, 1', process_start_time_seconds: 'none 5m, 295' };

export const breakerCountProofs: Proofs = {
  CircuitBreakerRejectingCalls: [
    {
      it: 'fires when in each minute a caller is refused, by any replica',
      lasts: '17m',
      series: [
        ...replica(one, {
          ...refused('deepseek', { unavailable: '0 5m, +1/2m 10m, 5', success: '+1/1m' }),
          ...refused('perplexity', { unavailable: '0 5m, +1/75s', success: '+1/1m' }),
          ...refused('other', { unavailable: '0 5m, 7' }),
        }),
        ...replica(two, {
          'gateway_requests_total{outcome="unavailable",provider="deepseek"}': 'none 6m, 1 0s, +1/2m 8m, 5',
        }),
      ],
      fires: [
        {
          ...of('deepseek'),
          from: '7m',
          until: '16m',
        },
      ],
    },
    {
      it: 'tells how many of all replicas',
      lasts: '2m30s',
      series: [one, two].flatMap((gateway) => replica(gateway, refused('deepseek', { unavailable: '0 1m, +1/30s' }))),
      fires: [
        {
          ...of('deepseek'),
          from: '2m30s',
          says: '4 calls within a minute were refused because no key of deepseek could take them.',
        },
      ],
    },
    {
      it: 'is silent when one is refused, and when requests fail otherwise',
      lasts: '8m',
      series: replica(one, {
        ...refused('deepseek', { unavailable: '0 5m, 1' }),
        ...refused('perplexity', { upstream_error: '+1/15s', stream_cut: '+1/15s', caller_error: '+1/15s' }),
      }),
    },
  ],
  CircuitBreakerFlapping: [
    {
      it: 'fires at 4 trips of a key within 10 minutes, counted by any replica',
      lasts: '30m',
      series: [
        ...replica(one, {
          ...trips('k1', '7 5m, +1/2m 20m, 17'),
          ...trips('k2', '0 5m, 2 6m, 4 6m, 6'),
          ...trips('k3', '3 5m, 5 1m, 0 1m, 2 5m, 4'),
        }),
        ...replica(two, trips('k2', '0 5m, 2 6m, 4')),
      ],
      fires: [
        { ...of('deepseek', 'k1'), from: '18m', until: '29m' },
        { ...of('deepseek', 'k2'), from: '10m', until: '21m' },
        { ...of('deepseek', 'k3'), from: '12m', until: '17m' },
      ],
    },
    {
      it: 'tells which key, and counts the trips between two scrapes until they are 10 minutes ago',
      scraped: '10s',
      lasts: '12m',
      series: replica(one, trips('k1', '0 80s, 4')),
      fires: [
        {
          ...of('deepseek', 'k1'),
          from: '6m30s',
          until: '11m30s',
          says: 'Key k1 of deepseek opened 4 times within 10 minutes.',
        },
      ],
    },
    {
      it: 'is silent at 3 trips, within 5 minutes, and about trips of long ago that a new process remembers',
      lasts: '20m',
      series: [
        ...replica(one, { ...trips('k1', '+1/200s'), ...trips('k2', '0 1m, 2 5m15s, 4') }),
        ...replica(remembering, { ...startsAnew, ...trips('k1', 'none 5m, 90', 'perplexity') }),
      ],
    },
  ],
  CircuitBreakerExcessiveDowntime: [
    {
      it: 'fires above 300 s of all keys of a provider within 10 minutes, by the worst report',
      lasts: '28m',
      series: [
        ...replica(one, {
          ...openFor('one key', 'k1', '0 5m, 301 1m, 302'),
          ...openFor('two keys', 'k1', '0 5m, 150'),
          ...openFor('two keys', 'k2', '100 5m, 251 10m, 401'),
          ...openFor('after a reset', 'k1', '400 5m, 600 1m, 0 1m, 101'),
        }),
        ...replica(two, { ...openFor('one key', 'k1', '0 5m, 300'), ...openFor('two keys', 'k1', '0 5m, 149') }),
      ],
      fires: [
        { ...of('one key'), from: '10m', until: '15m' },
        { ...of('two keys'), from: '10m', until: '15m' },
        { ...of('after a reset'), from: '12m', until: '15m' },
      ],
    },
    {
      it: 'tells how long, and counts the time between two scrapes until it is 10 minutes ago',
      scraped: '10s',
      lasts: '12m',
      series: replica(one, openFor('deepseek', 'k1', '0 80s, 330')),
      fires: [
        {
          ...of('deepseek'),
          from: '6m30s',
          until: '11m30s',
          says: 'The keys of deepseek were open for 5m 30s together within 10 minutes.',
        },
      ],
    },
    {
      it: 'is silent at 300 s, and about times of long ago that a new process remembers',
      lasts: '17m',
      series: [
        ...replica(one, { ...openFor('half', 'k1', '+1/2s'), ...openFor('short', 'k1', '0 1m, 200 5m15s, 301') }),
        ...replica(two, openFor('half', 'k1', '+1/2s')),
        ...replica(remembering, { ...startsAnew, ...openFor('perplexity', 'k1', 'none 5m, 9000') }),
      ],
    },
  ],
  CircuitBreakerHighTripRate: [
    {
      it: 'fires at 7 trips of a key within an hour, counted by any replica, through failed scrapes',
      every: '1m',
      lasts: '2h20m',
      series: [
        ...replica(one, {
          ...trips('k1', '0 5m, +7/1h 2h, 14'),
          ...trips('k2', '90 5m, 93'),
          ...trips('k3', '0 5m, 7 9m, 7'),
        }),
        ...replica(two, trips('k2', '0 5m, 4')),
      ],
      gaps: ['74m'],
      fires: [
        { ...of('deepseek', 'k1'), from: '75m', until: '2h15m' },
        { ...of('deepseek', 'k2'), from: '15m', until: '65m' },
        { ...of('deepseek', 'k3'), from: '15m', until: '65m' },
      ],
    },
    {
      it: 'tells which key',
      every: '1m',
      lasts: '15m',
      series: replica(one, trips('k1', '0 5m, 7')),
      fires: [{ ...of('deepseek', 'k1'), from: '15m', says: 'Key k1 of deepseek opened 7 times within an hour.' }],
    },
    {
      it: 'is silent at 6 trips, also when the count starts anew, and about trips of long ago',
      every: '1m',
      lasts: '2h',
      series: [
        ...replica(one, {
          ...trips('k1', '+6/1h'),
          ...trips('k2', '90 5m, 93 20m, 0 10m, 3'),
          ...trips('k3', '0 5m, 4'),
          ...trips('k4', '0 5m, 4'),
        }),
        ...replica(remembering, { ...startsAnew, ...trips('k1', 'none 5m, 90', 'perplexity') }),
      ],
    },
  ],
  CircuitBreakerOpened: [
    {
      it: 'fires when a key has opened, though no scrape shows it open',
      scraped: '10s',
      lasts: '10m',
      series: [
        ...replica(one, {
          ...keys('deepseek', '0', '1', '0'),
          ...moved('k1', 'closed', 'open', '3 5m20s, 4'),
          ...moved('k2', 'half_open', 'open', '0 5m20s, 2'),
          ...moved('k3', 'closed', 'open', '0'),
        }),
        ...replica(two, moved('k3', 'closed', 'open', '0 6m, 1')),
      ],
      fires: [
        ...['k1', 'k2'].map((key) => ({
          ...of('deepseek', key),
          from: '5m30s',
          until: '7m30s',
          says: `Key ${key} of deepseek opened; other keys serve its calls, as long as one is closed.`,
        })),
        { ...of('deepseek', 'k3'), from: '6m', until: '8m' },
      ],
    },
    {
      it: 'is silent about other moves, and moves of long ago that a new process remembers',
      lasts: '10m',
      series: [
        ...replica(one, {
          ...moved('k1', 'open', 'half_open', '+1/1m'),
          ...moved('k1', 'half_open', 'closed', '+1/1m'),
        }),
        ...replica(remembering, { ...startsAnew, ...moved('k2', 'closed', 'open', 'none 5m, 90') }),
      ],
    },
  ],
};
