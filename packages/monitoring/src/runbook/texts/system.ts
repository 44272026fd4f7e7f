import { thresholds as at } from '../../thresholds.ts';
import type { RunbookTexts } from '../text.ts';
import { bytes } from '../units.ts';

const cpuByProgram = {
  query: 'topk(5, rate(process_cpu_seconds_total{job="bybit-strategy-tester"}[5m]))',
  read: 'Cores that each of our programs uses. One of them near 1 or above: it is the cause. All small: it is something else on this machine; `top` or the Task Manager names it.',
} as const;
const memoryByProgram = {
  query: 'topk(5, process_resident_memory_bytes{job="bybit-strategy-tester"})',
  read: 'Bytes of each of our programs. One far above the others: see MemoryLeakDetected for it. All small: it is something else on this machine.',
} as const;
const traffic = {
  query: 'sum(rate(gateway_requests_total[5m]))',
  read: 'Requests a second. Hundreds explain a busy gateway; a few do not.',
} as const;

export const systemTexts = {
  HighCPUUsage: {
    meaning: `The machine of the gateway has been more than ${at.cpuCriticalPercent} % busy for 5 min, all cores together.`,
    impact:
      'Callers wait longer. If it lasts, programs answer too late to be scraped, and alerts themselves come late.',
    diagnosis: [
      cpuByProgram,
      traffic,
      { look: 'status', read: 'A program with many RESTARTS burns its time on starting; its log says why it dies.' },
    ],
    mitigation: [
      'Something else: end or move it. Backups, builds and test runs beside the gateway are the usual ones.',
      'The gateway under real load: move agents and other work elsewhere, or add a replica.',
      {
        change: 'restart gateway',
        read: 'Only when the gateway is busy without traffic. Callers lose the requests under way; keep its log first.',
      },
      {
        query: 'system_cpu_percent',
        read: `Below ${at.cpuCriticalPercent}: the alert ends. SystemResourcesNormal follows below ${at.cpuNormalPercent}.`,
      },
      'Silence it for a planned load test.',
    ],
    escalation: 'When a program of ours is busy without traffic, even after a restart: to its owners, with its log.',
  },
  HighMemoryUsage: {
    meaning: `More than ${at.memoryCriticalPercent} % of the memory of the gateway's machine has been in use for 5 min; caches that would give way do not count.`,
    impact:
      'The next large allocation makes the system kill a program, perhaps the gateway: callers then lose what is under way.',
    diagnosis: [
      memoryByProgram,
      {
        query: 'predict_linear(system_memory_percent[30m], 1800)',
        read: 'Percent in half an hour if it goes on like this. Above 100: act now.',
      },
    ],
    mitigation: [
      'Something else: end it.',
      'One of ours: restart it, agents before the gateway.',
      {
        change: 'restart gateway',
        read: 'Or the program that the first answer names. It gives its memory back at once.',
      },
      {
        query: 'system_memory_percent',
        read: `Below ${at.memoryCriticalPercent}. If it climbs again within the hour, it is a leak: keep restarting and hand over.`,
      },
      'Do not silence it: what follows is a killed program.',
    ],
    escalation:
      'When it is back above the threshold within an hour of a restart: to the owners of the program that grows.',
  },
  MemoryLeakDetected: {
    meaning: `One of our programs is above ${bytes(at.leakFloorBytes)} and has been growing by more than ${bytes(at.leakBytesPer10Minutes)} per 10 min for half an hour without giving anything back.`,
    impact: 'Nobody notices yet. It ends in HighMemoryUsage, and then in a killed program.',
    diagnosis: [
      {
        query: 'deriv(process_resident_memory_bytes{job="bybit-strategy-tester"}[30m]) * 600',
        read: 'Growth in bytes per 10 min, by program. The one of the alert leads; if others grow as well, more traffic is the cause rather than a leak.',
      },
      traffic,
      {
        query: 'process_open_fds{job="bybit-strategy-tester"}',
        read: 'Open files and connections. Thousands and growing beside the memory: connections are not closed, callers that hang for instance.',
      },
    ],
    mitigation: [
      'Note program, size and growth, and keep its log: after the restart they are gone.',
      {
        change: 'restart gateway',
        read: 'Or the program of the alert. The gateway comes back with the states of its keys; requests under way are lost, so choose a quiet minute if the memory allows.',
      },
      {
        query: 'process_resident_memory_bytes{job="bybit-strategy-tester"}',
        read: 'Small again. Look once more after an hour, whether it stays so.',
      },
      'Silence it for the hours until a planned restart, no longer.',
    ],
    escalation: 'Always in daylight: to the owners of the program, with the growth and what it was doing.',
  },
  ElevatedCPUUsage: {
    meaning: `The machine of the gateway has been between ${at.cpuElevatedPercent} and ${at.cpuCriticalPercent} % busy for 15 min.`,
    impact: 'Callers may wait a little longer. There is little left for a peak.',
    diagnosis: [cpuByProgram, traffic],
    mitigation: [
      'Move what can be moved to another time or machine: agents, builds, backups.',
      'It is the traffic: plan a larger machine or another replica before the next peak.',
      {
        query: 'system_cpu_percent',
        read: `Below ${at.cpuElevatedPercent}: it ends. Above ${at.cpuCriticalPercent} HighCPUUsage takes over, which is not the end either.`,
      },
      'Silence it for a planned job.',
    ],
    escalation: 'To whoever plans capacity when it comes daily.',
  },
  ElevatedMemoryUsage: {
    meaning: `Between ${at.memoryElevatedPercent} and ${at.memoryCriticalPercent} % of the memory of the gateway's machine has been in use for 15 min.`,
    impact: 'None yet; there is little left for a peak.',
    diagnosis: [
      memoryByProgram,
      {
        query: 'deriv(system_memory_percent[1h]) * 3600',
        read: 'Points per hour. Above 5: it will be critical today. About 0: it is simply that full.',
      },
    ],
    mitigation: [
      'One of our programs grows: restart it in a quiet minute.',
      'It is simply that full: move other work away, or plan more memory.',
      { query: 'system_memory_percent', read: `Below ${at.memoryElevatedPercent}: it ends.` },
      'Silence it when this is the normal state of the machine, and raise the threshold.',
    ],
    escalation: 'To whoever plans capacity when it comes daily.',
  },
  HighDiskUsage: {
    meaning: `A file system has been more than ${at.diskPercent} % full for 10 min; the label \`path\` names it.`,
    impact: 'None yet. A full disk ends time series, logs and the saved states of keys; calls still go on.',
    diagnosis: [
      {
        query: 'predict_linear(system_disk_percent[6h], 86400)',
        read: 'Percent in a day if it goes on like this. Above 100: act today.',
      },
      {
        look: 'doctor',
        read: 'The lines `state folder` and `disk`: where our data lies, and what is free there. Other large folders of the same file system are found with the tools of the system.',
      },
    ],
    mitigation: [
      'Delete what is not ours first: old builds, package caches, core dumps.',
      'Ours is mostly time series: a shorter `prometheus.retention` in switchgear.yaml, then `npx switchgear down` and `up`. Prometheus deletes within two hours. Logs are kept for 7 days and are small.',
      { query: 'system_disk_percent', read: `Below ${at.diskPercent}: it ends.` },
      'Silence it until the new disk is there.',
    ],
    escalation: 'To whoever owns the machine when nothing can be deleted and the first answer is above 100.',
  },
  ProcessHighCPU: {
    meaning: `One of our programs has used more than ${at.processCores} of a core for 10 min. Each does most of its work on one core, so this is nearly all that it can.`,
    impact: 'The gateway: callers wait. An agent: its results come late. Prometheus may miss scrapes.',
    diagnosis: [
      cpuByProgram,
      traffic,
      {
        query: 'rate(process_cpu_system_seconds_total{job="bybit-strategy-tester"}[5m])',
        read: 'Cores spent in the system. More than half of the total: very many connections or files, not computing.',
      },
    ],
    mitigation: [
      'The gateway with much traffic: add a replica, or slow the largest caller down.',
      'An agent: a mass change explains it; wait until its queue is empty.',
      {
        change: 'restart gateway',
        read: 'Or the program of the alert, when nothing explains its work. Keep its log first.',
      },
      'It worked when the first answer is below the threshold for some minutes. Silence it for a planned load.',
    ],
    escalation: 'When it is busy without work after a restart: to its owners.',
  },
  SystemResourcesNormal: {
    meaning: `CPU below ${at.cpuNormalPercent} % and memory below ${at.memoryNormalPercent} % again, after an alert about one of them within the last hour.`,
    impact: 'None: good news.',
    diagnosis: [
      {
        query: 'max_over_time(system_cpu_percent[1h])',
        read: 'How busy it was at worst. With `system_memory_percent`, how full.',
      },
      { look: 'status', read: 'UP FOR shows whether a restart, wanted or not, was what ended it.' },
    ],
    mitigation: ['Nothing. End silences that were set for it.'],
    escalation: 'None. If it comes and goes daily, to whoever plans capacity.',
  },
} satisfies RunbookTexts;
