import { foreign, job, metric } from '../promql/metric.ts';
import { growth, held, steady } from '../promql/windows.ts';
import { thresholds as at } from '../thresholds.ts';
import type { AlertDefinition } from './rule.ts';

const common = { component: 'host', service: 'host', dashboard: 'system-health' } as const;
/** Per process: the series say which component it is. */
const ofProcess = { ...common, component: '{{ $labels.component }}' } as const;

const cpu = metric('system_cpu_percent');
const memory = metric('system_memory_percent');
const resident = metric('process_resident_memory_bytes', { job });
const loadAlerts = 'HighCPUUsage|HighMemoryUsage|ElevatedCPUUsage|ElevatedMemoryUsage';

export const systemAlerts: readonly AlertDefinition[] = [
  {
    ...common,
    alert: 'HighCPUUsage',
    severity: 'critical',
    resource: 'cpu',
    expr: `${cpu} > ${at.cpuCriticalPercent}`,
    for: '5m',
    summary: 'The CPU is busy.',
    description: 'The CPU of {{ $labels.instance }} is {{ $value | printf "%.0f" }} % busy.',
  },
  {
    ...common,
    alert: 'HighMemoryUsage',
    severity: 'critical',
    resource: 'memory',
    expr: `${memory} > ${at.memoryCriticalPercent}`,
    for: '5m',
    summary: 'Memory is nearly used up.',
    description: '{{ $value | printf "%.0f" }} % of the memory of {{ $labels.instance }} is in use.',
  },
  {
    ...ofProcess,
    alert: 'MemoryLeakDetected',
    severity: 'critical',
    // A slope is only believed of a process that is large, older than the window and seen through all of it.
    expr: `deriv(${resident}[30m]) * 600 > ${at.leakBytesPer10Minutes}
  and
${steady(resident)} > ${at.leakFloorBytes}
  and
${steady(resident, '30m')}
  and on (instance)
time() - ${steady(metric('process_start_time_seconds', { job }))} >= 1800`,
    for: '30m',
    summary: 'A process leaks memory.',
    description:
      'The memory of {{ $labels.component }} {{ $labels.instance }} grows by {{ $value | humanize }}B in 10 minutes.',
  },
  {
    ...common,
    alert: 'ElevatedCPUUsage',
    severity: 'warning',
    resource: 'cpu',
    expr: `${steady(cpu)} > ${at.cpuElevatedPercent} <= ${at.cpuCriticalPercent}`,
    for: '15m',
    summary: 'The CPU is rather busy.',
    description: 'The CPU of {{ $labels.instance }} is {{ $value | printf "%.0f" }} % busy.',
  },
  {
    ...common,
    alert: 'ElevatedMemoryUsage',
    severity: 'warning',
    resource: 'memory',
    expr: `${steady(memory)} > ${at.memoryElevatedPercent} <= ${at.memoryCriticalPercent}`,
    for: '15m',
    summary: 'Much memory is in use.',
    description: '{{ $value | printf "%.0f" }} % of the memory of {{ $labels.instance }} is in use.',
  },
  {
    ...common,
    alert: 'HighDiskUsage',
    severity: 'warning',
    expr: `${steady(metric('system_disk_percent'))} > ${at.diskPercent}`,
    for: '10m',
    summary: 'A disk is nearly full.',
    description: '{{ $labels.path }} on {{ $labels.instance }} is {{ $value | printf "%.0f" }} % full.',
  },
  {
    ...ofProcess,
    alert: 'ProcessHighCPU',
    severity: 'warning',
    expr: held(`${growth(metric('process_cpu_seconds_total', { job }), '5m')} / 300 > ${at.processCores}`),
    for: '10m',
    summary: 'A process uses nearly a whole core.',
    description: '{{ $labels.component }} {{ $labels.instance }} uses {{ $value | printf "%.2f" }} cores.',
  },
  {
    ...common,
    alert: 'SystemResourcesNormal',
    severity: 'info',
    expr: `${cpu} < ${at.cpuNormalPercent}
  and on (job, instance)
${memory} < ${at.memoryNormalPercent}
  and on (instance)
last_over_time(${foreign('ALERTS', { alertname: { matches: loadAlerts }, alertstate: 'firing' })}[1h])`,
    for: '5m',
    summary: 'CPU and memory are back to normal.',
    description: 'The CPU of {{ $labels.instance }} is {{ $value | printf "%.0f" }} % busy, and memory is free again.',
  },
];
