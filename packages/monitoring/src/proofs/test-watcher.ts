import type { Proofs } from './history.ts';
import { counts, observed, replica, target } from './series.ts';

const watcher = (name: string) => target('test-watcher', name);
const [one, two] = [watcher('one'), watcher('two')];
const { instance: _, ...any } = one;

const running = 'test_watcher_is_running';
const errors = (type: string) => `test_watcher_errors_total{error_type="${type}"}`;
const files = 'test_watcher_files_processed_total';
const waiting = 'test_watcher_changed_files_current';
const memory = 'test_watcher_memory_usage_bytes';
const passing = 'test_watcher_is_passing';
const started = 'process_start_time_seconds';
const runs = (byStatus: Record<string, string>) => counts('test_watcher_tests_run_total', {}, byStatus);
const took = (bySeconds: Record<number, string>) =>
  observed('test_watcher_test_execution_duration_seconds', {}, bySeconds);

/** A watcher that dies every minute; `life` is the course of a series while it lives, by its start in seconds. */
const lives = (life: (start: number) => string) =>
  `${Array.from({ length: 10 }, (_, minute) => `${life(minute * 60)} 45s, gap 15s`).join(', ')}, gap`;

export const testWatcherProofs: Proofs = {
  TestWatcherDown: [
    {
      it: 'fires for every instance that says so, was killed, does not say that it runs, or is gone',
      lasts: '18m',
      series: [
        ...replica(watcher('says so'), { [running]: '1 5m, 0 10m, 1' }),
        ...replica(watcher('killed'), { up: '1 5m, 0 10m, 1', [running]: '1 5m, gap 10m, 1' }),
        ...replica(watcher('mute'), { [running]: '1 5m, gap 10m, 1' }),
        ...replica({ job: 'stranger', instance: 'mute' }, { [running]: '1' }),
        ...replica({ ...watcher('of a stranger'), job: 'stranger' }, { up: '1 5m, 0 2m, 1' }),
        ...replica(target('gateway'), { up: '1 5m, 0' }),
        ...replica(watcher('gone'), { up: '1 5m, gap', [running]: '1 5m, gap' }),
        ...replica(watcher('one by one'), { up: '1 6m, 0 2m, gap', [running]: '1 5m, 0 1m, gap' }),
        ...replica(watcher('well'), { [running]: '1' }),
        ...replica(watcher('away for 2 minutes'), { up: '1 5m, 0 2m, 1', [running]: '1 5m, gap 2m, 1' }),
      ],
      fires: [
        ...['says so', 'killed', 'mute'].map((name) => ({ of: watcher(name), from: '7m', until: '15m' })),
        { of: watcher('gone'), from: '7m' },
        { of: watcher('one by one'), from: '7m' },
      ],
    },
    {
      it: 'tells which instance it is',
      lasts: '8m',
      series: replica(one, { [running]: '1 5m, 0' }),
      fires: [
        {
          of: one,
          from: '7m',
          says: 'TestWatcher one has not been running for 2 minutes: changes of the code base are not tested.',
        },
      ],
    },
    {
      it: 'fires for as long as the last target is gone',
      every: '5m',
      lasts: '7h',
      series: replica(one, { up: '1 10m, gap', [running]: '1 10m, gap' }),
      fires: [
        { of: one, from: '15m', until: '6h10m' },
        { of: any, from: '6h5m' },
      ],
    },
    {
      it: 'fires when there never was a target',
      lasts: '5m',
      series: replica(target('gateway')),
      fires: [{ of: any, from: '2m' }],
    },
    {
      it: 'is silent about instances that run, through failed scrapes',
      lasts: '10m',
      series: [...replica(one, { [running]: '1' }), ...replica(two, { [running]: '0 2m, 1' })],
      gaps: ['5m'],
    },
  ],
  TestWatcherHighErrorRate: [
    {
      it: 'fires at 5 errors within 5 minutes when no file is processed',
      lasts: '22m',
      series: replica(one, { [errors('io')]: '0 5m, +1/1m 15m, 15', [files]: '0' }),
      fires: [
        {
          from: '15m',
          until: '21m',
          says: 'TestWatcher had 5 errors within 5 minutes, more than one per 10 files processed.',
        },
      ],
    },
    {
      it: 'is silent at 4 errors',
      lasts: '15m',
      series: replica(one, { [errors('io')]: '0 1m, +4/5m', [files]: '0' }),
    },
    {
      it: 'fires at 5 errors of all types and instances together, among 49 files',
      lasts: '15m',
      series: [
        ...replica(one, { [errors('io')]: '0 1m, +2/5m', [errors('parse')]: '0 1m, +1/5m', [files]: '+24/5m' }),
        ...replica(two, { [errors('io')]: '0 1m, +2/5m', [files]: '+25/5m' }),
      ],
      fires: [{ from: '11m' }],
    },
    {
      it: 'is silent at 5 errors among 50 files',
      lasts: '15m',
      series: [
        ...replica(one, { [errors('io')]: '0 1m, +5/5m', [files]: '+25/5m' }),
        ...replica(two, { [files]: '+25/5m' }),
      ],
    },
    {
      it: 'counts the files with which their series appears',
      lasts: '12m',
      series: replica(one, { [errors('io')]: '0 1m, +5/5m', [files]: 'none 7m, 50' }),
    },
    {
      it: 'counts the errors with which a type appears, and needs no series of files',
      lasts: '15m',
      series: replica(one, { [errors('io')]: 'none 3m, 5 3m, 10' }),
      fires: [{ from: '8m', until: '11m' }],
    },
    {
      it: 'counts what a watcher shows that dies every minute',
      lasts: '9m30s',
      series: replica(one, {
        up: '1 45s, 0 15s, '.repeat(10).concat('0'),
        [started]: lives((start) => `${start}`),
        [errors('io')]: lives(() => '5'),
      }),
      fires: [{ from: '5m' }],
    },
    {
      it: 'is silent about errors of long ago when the watcher starts anew, and when Prometheus does',
      lasts: '15m',
      series: [
        ...replica(one, {
          [started]: '-1000 5m, 300',
          [errors('io')]: '90 5m, 0 2m, 1',
          [errors('parse')]: '9 5m, gap',
        }),
        ...replica(two, { up: 'none 2m, 1', [started]: 'none 2m, -1000', [errors('io')]: 'none 2m, 90' }),
      ],
    },
  ],
  TestWatcherQueueBacklog: [
    {
      it: 'fires above 10 files, through failed scrapes',
      lasts: '25m',
      series: [
        ...replica(one, { [waiting]: '0 5m, 11 15m, 10' }),
        ...replica(watcher('gone'), { [waiting]: '0 5m, 12 15m, gap' }),
        ...replica(watcher('busy for 10 minutes'), { [waiting]: '0 5m, 11 10m, 10' }),
      ],
      gaps: ['9m', '13m'],
      fires: [
        { of: one, from: '15m', until: '20m', says: '11 changed files wait in the queue of TestWatcher one.' },
        {
          of: watcher('gone'),
          from: '15m',
          until: '21m30s',
          says: '12 changed files wait in the queue of TestWatcher gone.',
        },
      ],
    },
    { it: 'is silent at 10 files', lasts: '12m', series: replica(one, { [waiting]: '10' }) },
  ],
  TestWatcherSlowTests: [
    {
      it: 'fires for single runs of more than 5 minutes, long apart, until an hour after the last',
      every: '1m',
      lasts: '2h5m',
      series: replica(one, took({ 400: '0 20m, +1/20m 40m, 2' })),
      gaps: ['45m'],
      fires: [{ from: '50m', until: '2h', says: 'The slowest 5 % of test runs take longer than 9m 45s (last hour).' }],
    },
    {
      it: 'fires when more than 5 % of the runs of all instances are slow',
      every: '1m',
      lasts: '80m',
      series: [
        ...replica(one, took({ 100: '0 10m, 900', 200: '0 10m, 51' })),
        ...replica(two, took({ 100: '7 10m, 56', 200: '0' })),
      ],
      fires: [{ from: '20m', until: '70m' }],
    },
    {
      it: 'is silent when 5 % of them are',
      every: '1m',
      lasts: '30m',
      series: [
        ...replica(one, took({ 100: '0 10m, 48', 200: '0 10m, 5' })),
        ...replica(two, took({ 100: '0 10m, 47' })),
      ],
    },
  ],
  TestWatcherHighMemory: [
    {
      it: 'fires above 500 MB, through failed scrapes',
      lasts: '22m',
      series: [
        ...replica(one, { [memory]: '1e8 5m, 500000001 15m, 5e8' }),
        ...replica(two, { [memory]: '1e8 5m, 6e8 10m, 5e8' }),
      ],
      gaps: ['9m', '13m'],
      fires: [{ of: one, from: '15m', until: '20m', says: 'TestWatcher one uses 500MB of memory.' }],
    },
    { it: 'is silent at 500 MB', lasts: '12m', series: replica(one, { [memory]: '5e8' }) },
  ],
  TestWatcherLowPassRate: [
    {
      it: 'fires below 80 %, through failed scrapes',
      every: '1m',
      lasts: '75m',
      series: replica(one, runs({ pass: '0 10m, 7 40m, 8', fail: '0 20m, 1', error: '0 20m, 1' })),
      gaps: ['30m'],
      fires: [{ from: '35m', until: '50m', says: 'Only 77.78% of the test runs of the last hour passed.' }],
    },
    {
      it: 'fires when none ever passed',
      every: '1m',
      lasts: '25m',
      series: replica(one, { 'test_watcher_tests_run_total{status="fail"}': 'none 5m, 1' }),
      fires: [{ from: '20m', says: 'Only 0% of the test runs of the last hour passed.' }],
    },
    {
      it: 'fires when none passed within the hour, until there are no runs',
      every: '1m',
      lasts: '135m',
      series: replica(one, runs({ pass: '0 5m, 8', fail: '0 70m, 1' })),
      fires: [{ from: '85m', until: '130m' }],
    },
    {
      it: 'takes the runs of all instances together',
      every: '1m',
      lasts: '75m',
      series: [...replica(one, runs({ pass: '0 10m, 3' })), ...replica(two, runs({ fail: '0 10m, 1' }))],
      fires: [{ from: '25m', until: '70m' }],
    },
    {
      it: 'fires while tests of any instance fail, through failed scrapes',
      every: '1m',
      lasts: '65m',
      series: [
        ...replica(one, {
          [passing]: '1 10m, 0 10m, gap 1m, 0 19m, 1',
          ...runs({ pass: '0 5m, 1', fail: '0 10m, 1' }),
        }),
        ...replica(two, { [passing]: '1' }),
      ],
      fires: [{ from: '25m', until: '40m' }],
    },
    {
      it: 'is silent when each failure is mended within minutes',
      every: '1m',
      lasts: '65m',
      series: replica(one, {
        [passing]: '1 5m, 0 10m, 1 5m, 0 10m, 1',
        ...runs({ pass: '0 15m, 1 15m, 2', fail: '0 5m, 1 15m, 2' }),
      }),
    },
    {
      it: 'is silent at 80 %, also when the watcher starts anew in between',
      every: '1m',
      lasts: '75m',
      series: [
        ...replica(one, {
          [started]: '-1000 15m, 900',
          ...runs({ pass: '0 5m, 4 10m, 0 5m, 3', fail: '0 5m, 1 10m, 0' }),
        }),
        ...replica(two, runs({ pass: '0 20m, 1', fail: '0 20m, 1' })),
      ],
    },
  ],
  TestWatcherRestarted: [
    {
      it: 'fires for 5 minutes after a start that follows another',
      lasts: '17m',
      series: [
        ...replica(one, { [started]: '-3600 10m, 600' }),
        ...replica(watcher('first start'), { [started]: 'none 10m, 600' }),
        ...replica(target('gateway'), { [started]: '-3600 10m, 600' }),
        ...replica({ ...watcher('of a stranger'), job: 'stranger' }, { [started]: '-3600 10m, 600' }),
      ],
      fires: [{ of: one, from: '10m', until: '15m15s', says: 'TestWatcher one was started again 0s ago.' }],
    },
    {
      it: 'fires when the earlier start was seen within 6 hours',
      every: '1m',
      lasts: '6h15m',
      series: [
        ...replica(one, { [started]: '-3600 10m, gap 355m, 21900' }),
        ...replica(two, { [started]: '-3600 10m, gap 6h, 22200' }),
      ],
      fires: [{ of: one, from: '6h5m', until: '6h10m' }],
    },
    { it: 'is silent without a restart', lasts: '5m', series: replica(one) },
  ],
};
