import { job, metric } from '../../promql/metric.ts';
import { thresholds as at } from '../../thresholds.ts';
import { rising } from '../house/colours.ts';
import { dial, timeSeries, withLimits } from '../house/panels.ts';
import { highest, latest, series } from '../house/queries.ts';

const cpu = highest(metric('system_cpu_percent', { job }), 'instance');
const memory = highest(metric('system_memory_percent', { job }), 'instance');

export const cpuUsage = () =>
  dial(
    {
      title: 'CPU Usage',
      shows: 'How busy all cores of the machine are, as its gateway measures it.',
      normal: `below ${at.cpuElevatedPercent} %; short peaks do no harm.`,
      unit: 'percent',
    },
    latest(cpu, '{{instance}}'),
  ).thresholds(rising(['warning', at.cpuElevatedPercent], ['critical', at.cpuCriticalPercent]));

export const memoryUsage = () =>
  dial(
    {
      title: 'Memory Usage',
      shows: 'Memory of the machine that is not available to new work.',
      normal: `below ${at.memoryElevatedPercent} %, and level.`,
      unit: 'percent',
    },
    latest(memory, '{{instance}}'),
  ).thresholds(rising(['warning', at.memoryElevatedPercent], ['critical', at.memoryCriticalPercent]));

export const diskUsage = () =>
  withLimits(
    timeSeries(
      {
        title: 'Disk Usage',
        shows: 'Used space of the file systems that hold state, logs and time series.',
        normal: `below ${at.diskPercent} %, growing slowly.`,
        unit: 'percent',
      },
      series(highest(metric('system_disk_percent', { job }), 'instance', 'path'), '{{path}} on {{instance}}'),
    ).max(100),
    rising(['warning', at.diskPercent]),
  );

export const machineLoad = () =>
  timeSeries(
    {
      title: 'CPU and Memory',
      shows: 'The course of both dials: whether a peak is over, and whether memory only ever grows.',
      normal: 'CPU follows the traffic, memory stays level.',
      unit: 'percent',
    },
    series(cpu, 'CPU {{instance}}'),
    series(memory, 'memory {{instance}}'),
  ).max(100);
