import { foreign, histogram, job, metric } from '../promql/metric.ts';
import { events, steady } from '../promql/windows.ts';
import { thresholds as at } from '../thresholds.ts';
import type { AlertDefinition } from './rule.ts';

const common = { component: 'test-watcher', service: 'testing', dashboard: 'test-watcher-performance' } as const;
const target = { job, component: 'test-watcher' } as const;

const up = foreign('up', target);
const errors = `sum(${events(metric('test_watcher_errors_total'), '5m')})`;
const files = `sum(${events(metric('test_watcher_files_processed_total'), '5m')})`;
const runs = (status?: 'pass') =>
  `sum(${events(metric('test_watcher_tests_run_total', status === undefined ? {} : { status }), '1h')})`;
const start = metric('process_start_time_seconds', target);

export const testWatcherAlerts: readonly AlertDefinition[] = [
  {
    ...common,
    alert: 'TestWatcherDown',
    severity: 'critical',
    // Says so; killed; up but silent about it; an instance that was there and is gone; none ever seen. The last two meet
    // with an overlap, so that an alert that goes on for hours has no gap.
    expr: `${metric('test_watcher_is_running')} == 0
or
${up} == 0
or
${up} == 1 unless on (job, instance) ${metric('test_watcher_is_running')}
or
last_over_time(${up}[6h]) unless ${up}
or
absent_over_time(${up}[350m])`,
    for: '2m',
    summary: 'TestWatcher is not running.',
    description:
      'TestWatcher {{ $labels.instance }} has not been running for 2 minutes: changes of the code base are not tested.',
  },
  {
    ...common,
    alert: 'TestWatcherHighErrorRate',
    severity: 'critical',
    expr: `${errors} >= ${at.watcherErrors}
  and
${errors} > ${at.watcherErrorShare} * (${files} or vector(0))`,
    for: '5m',
    summary: 'TestWatcher fails at more than one of ten changed files.',
    description: 'TestWatcher had {{ $value }} errors within 5 minutes, more than one per 10 files processed.',
  },
  {
    ...common,
    alert: 'TestWatcherQueueBacklog',
    severity: 'warning',
    expr: `${steady(metric('test_watcher_changed_files_current'))} > ${at.watcherQueue}`,
    for: '10m',
    summary: 'Changed files wait for TestWatcher.',
    description: '{{ $value }} changed files wait in the queue of TestWatcher {{ $labels.instance }}.',
  },
  {
    ...common,
    alert: 'TestWatcherSlowTests',
    severity: 'warning',
    expr: `histogram_quantile(0.95, sum by (le) (rate(${histogram('test_watcher_test_execution_duration_seconds', 'bucket')}[1h]))) > ${at.watcherRunSeconds}`,
    for: '10m',
    summary: 'Test runs are slow.',
    description: 'The slowest 5 % of test runs take longer than {{ $value | humanizeDuration }} (last hour).',
  },
  {
    ...common,
    alert: 'TestWatcherHighMemory',
    severity: 'warning',
    expr: `${steady(metric('test_watcher_memory_usage_bytes'))} > ${at.watcherMemoryBytes}`,
    for: '10m',
    summary: 'TestWatcher uses much memory.',
    description: 'TestWatcher {{ $labels.instance }} uses {{ $value | humanize }}B of memory.',
  },
  {
    ...common,
    alert: 'TestWatcherLowPassRate',
    severity: 'warning',
    // Whoever breaks a test and mends it within minutes needs no alert for the rest of the hour.
    expr: `(${runs('pass')} or vector(0))
  /
${runs()} < ${at.watcherPassShare}
  unless on ()
min(${steady(metric('test_watcher_is_passing'))}) == 1`,
    for: '15m',
    summary: 'Many test runs fail.',
    description: 'Only {{ $value | humanizePercentage }} of the test runs of the last hour passed.',
  },
  {
    ...common,
    alert: 'TestWatcherRestarted',
    severity: 'info',
    expr: `time() - (${start} > min_over_time(${start}[6h])) <= 300`,
    summary: 'TestWatcher was restarted.',
    description: 'TestWatcher {{ $labels.instance }} was started again {{ $value | humanizeDuration }} ago.',
  },
];
