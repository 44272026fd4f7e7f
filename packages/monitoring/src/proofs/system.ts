import type { History, Proofs } from './history.ts';
import { replica, target } from './series.ts';

const host = (name: string) => target('gateway', name);
const [one, two] = [host('one'), host('two')];
const prometheus = { job: 'prometheus', instance: 'localhost:9090' };

const cpu = 'system_cpu_percent';
const memory = 'system_memory_percent';
const disk = (path: string) => `system_disk_percent{path="${path}"}`;
const resident = 'process_resident_memory_bytes';
const seconds = 'process_cpu_seconds_total';
const started = 'process_start_time_seconds';

function high(gauge: string, says: string): History[] {
  return [
    {
      it: 'fires above 90 %',
      lasts: '17m',
      series: [...replica(one, { [gauge]: '50 5m, 90.4 10m, 90' }), ...replica(two, { [gauge]: '50 5m, 99 5m, 50' })],
      fires: [{ of: one, from: '10m', until: '15m', says }],
    },
    { it: 'is silent at 90 %', lasts: '7m', series: replica(one, { [gauge]: '90' }) },
  ];
}

function elevated(gauge: string, limit: number, says: string): History[] {
  return [
    {
      it: `fires above ${limit} % and up to 90 %, through failed scrapes`,
      lasts: '32m',
      series: [
        ...replica(one, { [gauge]: `50 5m, ${limit}.4 10m, 90 10m, ${limit}` }),
        ...replica(host('high'), { [gauge]: `50 5m, ${limit}.4 20m, 90.1` }),
        ...replica(two, { [gauge]: '50 5m, 80 15m, 50' }),
      ],
      gaps: ['10m', '15m'],
      fires: [
        { of: one, from: '20m', until: '25m' },
        { of: host('high'), from: '20m', until: '25m' },
      ],
    },
    {
      it: 'tells how much',
      lasts: '16m',
      series: replica(one, { [gauge]: `${limit}.4` }),
      fires: [{ of: one, from: '15m', says }],
    },
    {
      it: `is silent at ${limit} %, and above 90 %`,
      lasts: '17m',
      series: [...replica(one, { [gauge]: `${limit}` }), ...replica(two, { [gauge]: '90.1' })],
    },
  ];
}

/** A load after which it is quiet again at 20 minutes, in percent of CPU and of memory. */
const loads = {
  HighCPUUsage: [95, 50],
  HighMemoryUsage: [40, 95],
  ElevatedCPUUsage: [80, 50],
  ElevatedMemoryUsage: [40, 80],
};

export const systemProofs: Proofs = {
  HighCPUUsage: high(cpu, 'The CPU of one is 90 % busy.'),
  HighMemoryUsage: high(memory, '90 % of the memory of one is in use.'),
  ElevatedCPUUsage: elevated(cpu, 70, 'The CPU of one is 70 % busy.'),
  ElevatedMemoryUsage: elevated(memory, 75, '75 % of the memory of one is in use.'),
  MemoryLeakDetected: [
    {
      it: 'fires when a process above 1 GB grows by more than 10 MB in 10 minutes, through failed scrapes',
      every: '1m',
      lasts: '2h5m',
      series: [
        ...replica(one, { [resident]: '1100e6 0s, +104e5/10m 2h, 200e6', [started]: '-1000 2h, 7200' }),
        ...replica(host('seen from 10 minutes on'), { [resident]: 'none 10m, 1100e6 0s, +11e6/10m' }),
        ...replica(host('started at 40 minutes'), { [resident]: '1100e6 0s, +11e6/10m', [started]: '-1000 40m, 2400' }),
        ...replica(host('above 1 GB after 30 minutes'), { [resident]: '964e6 0s, +12e6/10m' }),
      ],
      gaps: ['33m', '50m'],
      fires: [
        { of: one, from: '1h', until: '2h' },
        { of: host('seen from 10 minutes on'), from: '70m' },
        { of: host('started at 40 minutes'), from: '100m' },
        { of: host('above 1 GB after 30 minutes'), from: '61m' },
      ],
    },
    {
      it: 'tells which process, and how fast',
      every: '1m',
      lasts: '1h',
      series: replica(one, { [resident]: '1100e6 0s, +11e6/10m' }),
      fires: [{ of: one, from: '1h', says: 'The memory of gateway one grows by 11MB in 10 minutes.' }],
    },
    {
      it: 'is silent about slow growth, little memory, a sawtooth, a step, and processes of others',
      every: '1m',
      lasts: '4h',
      series: [
        ...replica(host('slow'), { [resident]: '1100e6 0s, +10e6/10m' }),
        ...replica(host('small'), { [resident]: '700e6 0s, +12e6/10m' }),
        ...replica(host('sawtooth'), { [resident]: '1100e6 0s, +100e6/20m 20m, '.repeat(12).concat('1100e6') }),
        ...replica(host('slow sawtooth'), { [resident]: '1100e6 0s, +100e6/50m 50m, '.repeat(4).concat('1100e6') }),
        ...replica(host('step'), { [resident]: '1100e6 1h, 1500e6' }),
        ...replica(prometheus, { [resident]: '1100e6 0s, +11e6/10m' }),
      ],
    },
  ],
  HighDiskUsage: [
    {
      it: 'fires for each file system above 85 %, through failed scrapes',
      lasts: '22m',
      series: [
        ...replica(one, { [disk('/')]: '80 5m, 85.4 15m, 85', [disk('/data')]: '85' }),
        ...replica(two, { [disk('/')]: '80 5m, 86 10m, 85' }),
      ],
      gaps: ['9m', '13m'],
      fires: [{ of: { ...one, path: '/' }, from: '15m', until: '20m', says: '/ on one is 85 % full.' }],
    },
    { it: 'is silent at 85 %', lasts: '12m', series: replica(one, { [disk('/')]: '85' }) },
  ],
  ProcessHighCPU: [
    {
      it: 'fires above 0.8 core within 5 minutes, through failed scrapes',
      lasts: '32m',
      series: [
        ...replica(one, { [seconds]: '100 5m, +0.81/1s 25m, +0/1m' }),
        ...replica(target('console'), { [seconds]: '100 5m, +0.81/1s 14m, +0/1m' }),
      ],
      gaps: ['14m'],
      fires: [{ of: one, from: '20m', until: '30m15s', says: 'gateway one uses 0.81 cores.' }],
    },
    {
      it: 'is silent at 0.8 core, and about processes of others',
      lasts: '20m',
      series: [...replica(one, { [seconds]: '100 0s, +4/5s' }), ...replica(prometheus, { [seconds]: '100 0s, +1/1s' })],
    },
  ],
  SystemResourcesNormal: [
    ...Object.entries(loads).map(([alert, [cpuLoad, memoryLoad]]) => ({
      it: `fires for an hour after ${alert}, once it has been quiet for 5 minutes`,
      every: '1m',
      lasts: '85m',
      series: [
        ...replica(one, { [cpu]: `${cpuLoad} 20m, 49.6`, [memory]: `${memoryLoad} 20m, 59.9` }),
        ...replica(host('busy again'), { [cpu]: `${cpuLoad} 20m, 49 10m, 50`, [memory]: `${memoryLoad} 20m, 59` }),
        ...replica(host('full again'), { [cpu]: `${cpuLoad} 20m, 49`, [memory]: `${memoryLoad} 20m, 59 10m, 60` }),
      ],
      fires: [
        { of: one, from: '25m', until: '80m' },
        { of: host('busy again'), from: '25m', until: '30m' },
        { of: host('full again'), from: '25m', until: '30m' },
      ],
    })),
    {
      it: 'tells what is normal',
      lasts: '13m',
      series: replica(one, { [cpu]: '95 7m, 40', [memory]: '50' }),
      fires: [{ of: one, from: '12m', says: 'The CPU of one is 40 % busy, and memory is free again.' }],
    },
    {
      it: 'is silent at 50 % of CPU, at 60 % of memory, and without an alert before',
      lasts: '15m',
      series: [
        ...replica(host('CPU'), { [cpu]: '95 7m, 50', [memory]: '50' }),
        ...replica(host('memory'), { [cpu]: '95 7m, 40', [memory]: '60' }),
        ...replica({ job: 'stranger', instance: 'memory' }, { [memory]: '50' }),
        ...replica(host('no alert'), { [cpu]: '95 3m, 40', [memory]: '50' }),
      ],
    },
  ],
};
