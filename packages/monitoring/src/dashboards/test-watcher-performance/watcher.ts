import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { foreign, job, metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { rising } from '../house/colours.ts';
import { bigNumber, timeSeries, withLimits } from '../house/panels.ts';
import { highest, latest, perMinute, recent, series, total } from '../house/queries.ts';

const files = metric('test_watcher_files_processed_total');
const errors = metric('test_watcher_errors_total');
const recovered = metric('test_watcher_events_recovered_total');

export const filesProcessed = () =>
  bigNumber(
    {
      title: 'Files Processed',
      shows: 'Changed files that were processed within the time that is shown.',
      normal: 'as many as were saved; 0 while nobody works.',
      unit: 'short',
    },
    latest(`round(${total(files)})`, 'files'),
  );

export const status = () => {
  const running = highest(metric('test_watcher_is_running', { job }), 'instance');
  const silent = highest(foreign('up', { job, component: 'test-watcher' }), 'instance');
  return bigNumber(
    {
      title: 'TestWatcher Status',
      shows: 'Whether each watcher is watching. One that does not answer counts as stopped.',
      normal: 'Running.',
      empty: 'when no watcher is a target of Prometheus.',
      unit: 'none',
    },
    latest(`${running} or ${silent} * 0`, '{{instance}}'),
  ).mappings([
    {
      type: MappingType.ValueToText,
      options: { 0: { text: 'Stopped', color: 'red', index: 0 }, 1: { text: 'Running', color: 'green', index: 1 } },
    },
  ]);
};

export const verdict = () =>
  bigNumber(
    {
      title: 'Tests',
      shows: 'Whether a test is known to fail. Which one, the home page says, and `switchgear status`.',
      normal: 'All pass.',
      empty: 'until the first run has ended.',
      unit: 'none',
    },
    latest(`min by (instance) (${metric('test_watcher_is_passing')})`, '{{instance}}'),
  ).mappings([
    {
      type: MappingType.ValueToText,
      options: { 0: { text: 'Failing', color: 'red', index: 0 }, 1: { text: 'All pass', color: 'green', index: 1 } },
    },
  ]);

export const filesInQueue = () =>
  bigNumber(
    {
      title: 'Files in Queue',
      shows: 'Changed files that wait to be processed.',
      normal: `0, for moments more. Above ${at.watcherQueue} for 10 minutes, an alert fires.`,
      unit: 'short',
    },
    latest(highest(metric('test_watcher_changed_files_current'), 'instance'), '{{instance}}'),
  ).thresholds(rising(['warning', at.watcherQueue]));

export const errorRate = () =>
  bigNumber(
    {
      title: 'Error Rate',
      shows: 'Errors per processed file within the window chosen above; without a file, any error counts as 100 %.',
      normal: `0 %. The alert also wants ${at.watcherErrors} errors at least.`,
      unit: 'percentunit',
    },
    latest(`${recent(errors)} / (${recent(files)} > 0) or (${recent(errors)} > bool 0)`, 'errors per file'),
  ).thresholds(rising(['critical', at.watcherErrorShare]));

export const errorsByType = () =>
  timeSeries(
    {
      title: 'Errors by Type',
      shows: 'Errors of the watcher per minute.',
      normal: '0.',
      empty: 'while there are none.',
      unit: 'cpm',
    },
    series(`${perMinute(errors, 'error_type')} > 0`, '{{error_type}}'),
  );

export const recoveredEvents = () =>
  timeSeries(
    {
      title: 'Recovered Events',
      shows: 'Changes per minute that no file event told of and a sweep found.',
      normal: '0; after a restart or a change of branch, a peak.',
      empty: 'while there are none.',
      unit: 'cpm',
    },
    series(`${perMinute(recovered, 'reason')} > 0`, '{{reason}}'),
  );

export const memoryUsage = () =>
  withLimits(
    timeSeries(
      {
        title: 'Memory Usage',
        shows: 'Resident memory of the watcher.',
        normal: 'level, below the line.',
        unit: 'decbytes',
      },
      series(highest(metric('test_watcher_memory_usage_bytes'), 'instance'), '{{instance}}'),
    ),
    rising(['warning', at.watcherMemoryBytes]),
  );
