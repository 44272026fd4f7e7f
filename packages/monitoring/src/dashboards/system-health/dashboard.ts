import type { Setup } from '../../setup.ts';
import type { Board } from '../house/board.ts';
import { component, interval } from '../house/variables.ts';
import { activeAlerts, notifications } from './alerting.ts';
import { cpuUsage, diskUsage, machineLoad, memoryUsage } from './machine.ts';
import { cpuUsageRate, healthChecks, processMemory, processThreads, targets, uptime } from './programs.ts';

/** The machine, the programs on it, and whether alerts reach people. */
export function systemHealth({ links }: Setup): Board {
  return {
    uid: 'system-health',
    title: 'System Health',
    description: 'The machine, the programs on it, and whether alerts reach people.',
    services: ['host', 'monitoring'],
    variables: [component(), interval('10m')],
    rows: [
      {
        title: 'Machine',
        height: 7,
        panels: [
          [cpuUsage(), 4],
          [memoryUsage(), 4],
          [machineLoad(), 8],
          [diskUsage(), 8],
        ],
      },
      {
        title: 'Programs',
        height: 8,
        panels: [
          [targets(), 12],
          [healthChecks(), 8],
          [uptime(), 4],
          [processMemory(), 8],
          [processThreads(), 8],
          [cpuUsageRate(), 8],
        ],
      },
      {
        title: 'Alerting',
        height: 8,
        panels: [
          [activeAlerts(links), 16],
          [notifications(), 8],
        ],
      },
    ],
  };
}
