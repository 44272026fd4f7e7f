import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { foreign, job, metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { rising } from '../house/colours.ts';
import { bigNumber, stateTimeline, timeSeries, withLimits } from '../house/panels.ts';
import { highest, latest, series } from '../house/queries.ts';
import { chosen } from '../house/variables.ts';

const ours = { job, component: chosen.component } as const;
const process = ['component', 'instance'] as const;
const name = '{{component}} {{instance}}';

const states = (bad: string, good: string) => [
  {
    type: MappingType.ValueToText as const,
    options: { 0: { text: bad, color: 'red', index: 0 }, 1: { text: good, color: 'green', index: 1 } },
  },
];

export const targets = () =>
  stateTimeline(
    {
      title: 'Targets and Dependencies',
      shows: 'Whether Prometheus reaches each program, and whether each program could use what it depends on.',
      normal: 'everything is up. A program that was never started has no bar.',
      unit: 'none',
    },
    series(highest(foreign('up', ours), ...process), name),
    series(
      highest(foreign('up', { job: { matches: 'prometheus|alertmanager' } }), 'job', 'instance'),
      '{{job}} {{instance}}',
    ),
    series(
      `min by (component, dependency) (${metric('service_dependency_status', ours)})`,
      '{{component}} needs {{dependency}}',
    ),
  ).mappings(states('down', 'up'));

export const healthChecks = () =>
  stateTimeline(
    {
      title: 'Health Checks',
      shows: 'The result of the checks that each program makes of itself; of several instances the worst counts.',
      normal: 'everything has passed.',
      unit: 'none',
    },
    series(
      `min by (component, check_name) (${metric('service_health_check_status', ours)})`,
      '{{component}} {{check_name}}',
    ),
  ).mappings(states('failed', 'passed'));

export const uptime = () =>
  bigNumber(
    {
      title: 'Uptime',
      shows: 'How long each process has been running.',
      normal: 'all as long as the platform; a short one was restarted.',
      unit: 'dtdurations',
    },
    latest(highest(metric('service_uptime_seconds', ours), ...process), name),
  );

export const processMemory = () =>
  withLimits(
    timeSeries(
      {
        title: 'Process Memory Usage',
        shows: 'Resident memory of each process.',
        normal: 'level after the first minutes. A process above the line that keeps growing is reported as a leak.',
        unit: 'decbytes',
      },
      series(highest(metric('process_resident_memory_bytes', ours), ...process), name),
    ),
    rising(['critical', at.leakFloorBytes]),
  );

export const processThreads = () =>
  timeSeries(
    {
      title: 'Process Threads',
      shows: 'Threads of each process, as the operating system counts them.',
      normal: 'level, about a dozen each.',
      empty: 'outside Linux, where the system does not tell.',
      unit: 'short',
    },
    series(highest(metric('process_threads', ours), ...process), name),
  );

export const cpuUsageRate = () =>
  withLimits(
    timeSeries(
      {
        title: 'CPU Usage Rate',
        shows: 'Cores that each process keeps busy; 1 is a whole core.',
        normal: `below ${at.processCores}: the event loop of a process has one core.`,
        unit: 'suffix:cores',
      },
      series(
        `sum by (component, instance) (rate(${metric('process_cpu_seconds_total', ours)}[$__rate_interval]))`,
        name,
      ),
    ),
    rising(['warning', at.processCores]),
  );
