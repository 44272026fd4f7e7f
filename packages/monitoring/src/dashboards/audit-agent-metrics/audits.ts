import { histogram, metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { rising } from '../house/colours.ts';
import { bigNumber, timeSeries, withLimits } from '../house/panels.ts';
import { highest, latest, percentiles, perSecond, recent, series, total } from '../house/queries.ts';

const runs = metric('audit_agent_runs_total');
const errors = metric('audit_agent_errors_total');

export const totalRuns = () =>
  bigNumber(
    {
      title: 'Total Audit Runs',
      shows: 'Audits within the time that is shown, whatever started them.',
      normal: 'one per schedule, commit or marker.',
      unit: 'short',
    },
    latest(`round(${total(runs)})`, 'audits'),
  );

export const markersFound = () =>
  bigNumber(
    {
      title: 'Completion Markers Found',
      shows: 'Completion markers that were found within the time that is shown.',
      normal: '0, until somebody declares a piece of work complete.',
      unit: 'short',
    },
    latest(`round(${total(metric('audit_agent_completion_markers_found_total'))})`, 'markers'),
  );

export const commitsDetected = () =>
  bigNumber(
    {
      title: 'Commits Detected',
      shows: 'New commits that were seen within the time that is shown.',
      normal: 'as many as were made.',
      unit: 'short',
    },
    latest(`round(${total(metric('audit_agent_git_commits_detected_total'))})`, 'commits'),
  );

export const sinceLastRun = () =>
  bigNumber(
    {
      title: 'Time since Last Audit',
      shows: 'How long ago the last audit finished.',
      normal: `below ${at.auditSilenceSeconds / 3600} h.`,
      empty: 'until the first audit has finished.',
      unit: 's',
    },
    latest(`time() - ${highest(metric('audit_agent_last_run_timestamp'))}`, 'ago'),
  ).thresholds(rising(['warning', at.auditSilenceSeconds]));

export const activeTasks = () =>
  bigNumber(
    {
      title: 'Active Tasks',
      shows: 'Audit tasks that are running now.',
      normal: '0, and a few during an audit. Tasks that stay are stuck.',
      unit: 'short',
    },
    latest(`sum(${metric('audit_agent_active_tasks_count')})`, 'tasks'),
  );

export const runsByTrigger = () =>
  timeSeries(
    {
      title: 'Audit Runs by Trigger',
      shows: 'Audits within the window chosen above, by what made them start.',
      normal: 'scheduled ones at least.',
      unit: 'short',
    },
    series(`round(${recent(runs, 'trigger')})`, '{{trigger}}'),
  );

export const runTime = () =>
  withLimits(
    timeSeries(
      {
        title: 'Audit Run Duration Percentiles',
        shows: 'Time of an audit within the window chosen above: half, 95 % and 99 % of them took no longer.',
        normal: `p95 below ${at.auditRunSeconds / 60} min; the alert looks at 4 h.`,
        empty: 'when no audit finished within the window.',
        unit: 's',
      },
      ...percentiles(recent(histogram('audit_agent_run_duration_seconds', 'bucket'), 'le'), ''),
    ),
    rising(['warning', at.auditRunSeconds]),
  );

export const errorRate = () =>
  withLimits(
    timeSeries(
      {
        title: 'Error Rate by Type',
        shows: 'Errors of the agent per second, by type and all together.',
        normal: `0. The line at ${at.auditErrorsPerSecond} is for all types together, over 10 minutes.`,
        empty: 'while there are none.',
        unit: 'cps',
      },
      series(`${perSecond(errors, 'error_type')} > 0`, '{{error_type}}'),
      series(perSecond(errors), 'all types'),
    ),
    rising(['warning', at.auditErrorsPerSecond]),
  );
