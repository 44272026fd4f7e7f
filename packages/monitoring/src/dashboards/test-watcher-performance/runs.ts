import { histogram, metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { falling, rising } from '../house/colours.ts';
import { coloured, timeSeries, withLimits } from '../house/panels.ts';
import { percentiles, perMinute, recent, series, share } from '../house/queries.ts';

const runs = metric('test_watcher_tests_run_total');

export const runsByStatus = () =>
  coloured(
    timeSeries(
      {
        title: 'Test Runs by Status',
        shows: 'Test runs per minute; error means that a run could not be carried out.',
        normal: 'mostly pass; 0 while nobody changes anything.',
        unit: 'cpm',
      },
      series(perMinute(runs, 'status'), '{{status}}'),
    ),
    { pass: 'green', fail: 'yellow', error: 'red' },
  );

export const passRate = () =>
  withLimits(
    timeSeries(
      {
        title: 'Pass Rate',
        shows: 'The share of test runs within the window chosen above that passed; the alert looks at 1 h.',
        normal: `above ${at.watcherPassShare * 100} %.`,
        empty: 'when no test ran within the window.',
        unit: 'percentunit',
      },
      series(share(recent(metric('test_watcher_tests_run_total', { status: 'pass' })), recent(runs)), 'passed'),
    ).max(1),
    falling(['warning', at.watcherPassShare]),
  );

export const executionTime = () =>
  withLimits(
    timeSeries(
      {
        title: 'Test Execution Duration Percentiles',
        shows: 'Time of a test run within the window chosen above: half, 95 % and 99 % of them took no longer.',
        normal: `p95 below ${at.watcherRunSeconds} s; the alert looks at 1 h.`,
        empty: 'when no test ran within the window.',
        unit: 's',
      },
      ...percentiles(recent(histogram('test_watcher_test_execution_duration_seconds', 'bucket'), 'le'), ''),
    ),
    rising(['warning', at.watcherRunSeconds]),
  );

export const waitingTime = () =>
  timeSeries(
    {
      title: 'Debounce Duration Percentiles',
      shows: 'Time from the first change of a batch until its processing starts, within the window chosen above.',
      normal: 'a moment; longer while files keep changing.',
      empty: 'when nothing changed within the window.',
      unit: 's',
    },
    ...percentiles(recent(histogram('test_watcher_debounce_duration_seconds', 'bucket'), 'le'), ''),
  );

export const apiCalls = () =>
  timeSeries(
    {
      title: 'API Calls',
      shows: 'Calls of the watcher to providers per minute, through the gateway.',
      normal: 'one per new failure; repeated failures are not asked about again.',
      empty: 'until the watcher has made its first call.',
      unit: 'cpm',
    },
    series(perMinute(metric('test_watcher_api_calls_total'), 'api', 'status'), '{{api}} {{status}}'),
  );
