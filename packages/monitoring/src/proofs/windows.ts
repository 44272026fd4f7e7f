import { events, growth, held, seconds, steady } from '../promql/windows.ts';
import type { AlertRule, RuleFile } from '../rules/rule.ts';
import type { Firing, History, Labels, Proofs } from './history.ts';
import { type Courses, replica, series, target } from './series.ts';

const parts = Object.entries({
  steady: `${steady('system_cpu_percent')} > 50`,
  'steady before': `${steady('system_cpu_percent', '5m')} > 50`,
  events: `${events('api_unavailable_total', '5m')} == 60`,
  'events before': `${events('api_unavailable_total', '5m', '2m')} == 60`,
  growth: `${growth('api_unavailable_total', '5m')} == 60`,
  held: held('api_rate_limit_remaining > 50'),
  'held together': held('sum by (api) (api_rate_limit_remaining) > 50', 'gateway'),
}).map(([alert, expr]): AlertRule => ({ alert, expr, labels: { severity: 'none' }, annotations: {} }));

/** What rules are made of, as rules: so the parts are proven by themselves, and rules only by what they do with them. */
export const windowRules: RuleFile = {
  path: 'prometheus/alerts/windows.yml',
  groups: [{ name: 'windows', rules: parts }],
};

const cpu = 'system_cpu_percent';
const counter = 'api_unavailable_total{api="deepseek"}';
const gauge = 'api_rate_limit_remaining{api="deepseek"}';
const started = 'process_start_time_seconds';
const on = (name: string): Labels => target('gateway', name);
const of = (name: string) => ({ of: { ...on(name), api: 'deepseek' } });
const lives = (life: (start: number) => string) =>
  `${Array.from({ length: 20 }, (_, minute) => `${life(minute * 60)} 45s, gap 15s`).join(', ')}, gap`;

/** Something that counts 60 at some time. */
interface Case extends Courses {
  readonly [counter]: string;
}

/** Counters by name. A rise of 60 takes place between two scrapes unless the name says more. */
const counters: Readonly<Record<string, Case>> = {
  'at once': { [counter]: '7 5m, 67' },
  'bit by bit': { [counter]: '7 2m, 27 2m, 47 2m, 67' },
  appearing: { [counter]: 'none 6m, 60' },
  'appearing, soon gone': { up: '1 7m, 0', [counter]: 'none 6m, 60 1m, gap', [started]: '-1000 7m, gap' },
  'of a new process': { up: 'none 6m, 1', [started]: 'none 6m, 345', [counter]: 'none 6m, 60' },
  'of a new process, soon gone': { up: 'none 6m, 1', [started]: 'none 6m, 345', [counter]: 'none 6m, 60 1m, gap' },
  'new to Prometheus': { up: 'none 6m, 1', [started]: 'none 6m, -1000', [counter]: 'none 6m, 60' },
  reset: { [counter]: '90 5m, 110 1m, 0 1m, 40', [started]: '-1000 6m, 360' },
  'reset while it fails': {
    up: '1 5m, 0 30s, 1',
    [counter]: '200 5m, gap 30s, 60 3m, 260',
    [started]: '-1000 5m, 300',
  },
  'after an old reset': { [counter]: '90 1m, 7 7m, 67' },
  'of short lives': {
    up: '1 45s, 0 15s, '.repeat(20).concat('0'),
    [started]: lives(String),
    [counter]: lives(() => '60'),
  },
  'soon gone': { up: '1 7m, 0', [counter]: '7 5m, 67 2m, gap', [started]: '-1000 7m, gap' },
  'long away': { up: '1 3m, 0 4m, 1', [counter]: '0 3m, gap 4m, 60', [started]: '-1000' },
  'by 59': { [counter]: '7 5m, 66' },
  'by 61': { [counter]: '7 5m, 68' },
};

const namesakes = [
  // Another program at the same address, and a target under two labels.
  ...replica({ job: 'stranger', instance: 'new to Prometheus' }, { [started]: '345' }),
  ...series({ up: 'none 6m, 1' }, { ...on('new to Prometheus'), component: 'renamed' }),
];
const counted = (names: readonly string[]) => [
  ...names.flatMap((name) => replica(on(name), counters[name] ?? {})),
  ...namesakes,
];

const growing: readonly Firing[] = [
  { ...of('at once'), from: '5m', until: '10m' },
  { ...of('bit by bit'), from: '6m', until: '7m' },
  { ...of('reset'), from: '7m', until: '10m' },
  { ...of('reset while it fails'), from: '5m30s', until: '8m30s' },
  { ...of('after an old reset'), from: '8m', until: '13m' },
  { ...of('soon gone'), from: '5m', until: '8m30s' },
  { ...of('long away'), from: '7m', until: '9m30s' },
];
const beginning: readonly Firing[] = [
  { ...of('appearing'), from: '6m', until: '11m' },
  { ...of('appearing, soon gone'), from: '6m', until: '8m30s' },
  { ...of('of a new process'), from: '6m', until: '11m' },
  { ...of('of a new process, soon gone'), from: '6m', until: '8m30s' },
  { ...of('of short lives'), from: '0s' },
];
const undisturbed = ['at once', 'bit by bit', 'appearing', 'of a new process', 'after an old reset'];

function countings(what: readonly Firing[], ago = '0s'): History[] {
  const later = (time: string) => `${seconds(time) + seconds(ago)}s`;
  const fires = what.map(({ from, until, ...rest }) => ({
    ...rest,
    from: later(from),
    ...(until !== undefined && { until: later(until) }),
  }));
  return [
    {
      it: 'is counted whole, whatever the counter went through',
      lasts: '16m',
      series: counted(Object.keys(counters)),
      fires,
    },
    {
      it: 'is counted through failed scrapes',
      lasts: '16m',
      series: counted(undisturbed),
      gaps: ['4m', '6m15s', '8m15s'],
      fires: fires.filter(({ of }) => undisturbed.includes(of?.['instance'] ?? '')),
    },
  ];
}

export const windowProofs: Proofs = {
  steady: [
    {
      it: 'outlives failed scrapes, and not much more',
      lasts: '10m',
      series: replica(on('one'), { [cpu]: '51 5m, gap 1m, 51 1m, gap' }),
      fires: [{ of: on('one'), from: '0s', until: '8m30s' }],
    },
    { it: 'is the last value', lasts: '3m', series: replica(on('one'), { [cpu]: '50' }) },
  ],
  'steady before': [
    {
      it: 'outlives failed scrapes, and not much more',
      lasts: '15m',
      series: replica(on('one'), { [cpu]: '51 5m, gap 1m, 51 1m, gap' }),
      fires: [{ of: on('one'), from: '5m', until: '13m30s' }],
    },
    { it: 'is the last value', lasts: '7m', series: replica(on('one'), { [cpu]: '50' }) },
  ],
  events: countings([...growing, ...beginning]),
  'events before': countings([...growing, ...beginning], '2m'),
  growth: countings(growing),
  held: [
    {
      it: 'outlives failed scrapes of its own target, and not much more',
      lasts: '12m',
      series: [
        ...replica(on('failing'), { up: '1 5m, 0 1m, 1', [gauge]: '0 2m, 51 3m, gap 1m, 51 3m, 0' }),
        ...replica({ job: 'stranger', instance: 'failing' }, { [gauge]: '0 2m, 51 3m, 0' }),
        ...replica({ job: 'stranger', instance: 'gone' }, { up: '1 5m, 0', [gauge]: '0 2m, 51 3m, gap' }),
        ...replica(on('gone'), { up: '1 5m, 0', [gauge]: '0 2m, 51 3m, gap' }),
        ...replica(on('well'), { [gauge]: '0 2m, 51 3m, 0' }),
      ],
      fires: [
        { ...of('failing'), from: '2m', until: '9m' },
        { of: { job: 'stranger', instance: 'failing', api: 'deepseek' }, from: '2m', until: '5m' },
        { of: { job: 'stranger', instance: 'gone', api: 'deepseek' }, from: '2m', until: '5m' },
        { ...of('gone'), from: '2m', until: '6m15s' },
        { ...of('well'), from: '2m', until: '5m' },
      ],
    },
    {
      it: 'is silent without a verdict',
      lasts: '4m',
      series: replica(on('one'), { up: '1 2m, 0', [gauge]: '50 2m, gap' }),
    },
  ],
  'held together': [
    {
      it: 'outlives failed scrapes of any target of its component',
      lasts: '12m',
      series: [
        ...replica(on('one'), { up: '1 5m, 0 1m, 1 3m, 0', [gauge]: '0 2m, 26 3m, gap 1m, 26 3m, gap' }),
        ...replica(on('two'), { [gauge]: '25' }),
        ...replica(target('console'), { up: '1 11m, 0' }),
        ...replica({ ...on('three'), job: 'stranger' }, { up: '1 11m, 0' }),
        ...series({ 'api_rate_limit_remaining{api="perplexity"}': '0 2m, 51 9m, 0' }),
      ],
      fires: [
        { of: { api: 'deepseek' }, from: '2m', until: '10m15s' },
        { of: { api: 'perplexity' }, from: '2m', until: '11m' },
      ],
    },
    {
      it: 'is silent without a verdict',
      lasts: '4m',
      series: replica(on('one'), { up: '1 2m, 0', [gauge]: '50' }),
    },
  ],
};
