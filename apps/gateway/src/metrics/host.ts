import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { cpus, freemem, totalmem } from 'node:os';
import type { Registry } from '@switchgear/telemetry';

/** Where the machine's numbers come from. */
export const hostReaders = {
  /** CPU time of the machine since it started, over all cores, in any unit. */
  cpu: () => {
    let idle = 0;
    let total = 0;
    for (const { times } of cpus()) {
      idle += times.idle;
      total += times.user + times.nice + times.sys + times.irq + times.idle;
    }
    return { busy: total - idle, total };
  },
  /** Bytes; `available` is what new work can get, caches that give way included. */
  memory: () => ({ available: readAvailable() ?? freemem(), total: totalmem() }),
  /** Bytes of the file system that holds `path`; `available` is what an ordinary user can still write. */
  disk: async (path: string) => {
    const { bsize, blocks, bfree, bavail } = await statfs(path);
    return { available: bavail * bsize, used: (blocks - bfree) * bsize };
  },
};

export type HostReaders = typeof hostReaders;
export type CpuTimes = ReturnType<HostReaders['cpu']>;

export interface HostOptions {
  /** Paths whose file systems are watched. */
  readonly paths: readonly string[];
  /** Default: this machine. */
  readonly readers?: HostReaders;
  /** Told when a file system cannot be read; its series ends until it can. */
  readonly onError?: (error: Error) => void;
}

/** Exports CPU, memory and disk use of the machine, measured at each scrape. */
export function recordHost(registry: Registry, options: HostOptions): void {
  const { paths, readers = hostReaders, onError = () => {} } = options;
  const cpu = registry.gauge('system_cpu_percent').labels();
  const memory = registry.gauge('system_memory_percent').labels();
  const disk = registry.gauge('system_disk_percent');
  let last = readers.cpu();

  registry.beforeScrape(() => {
    const now = readers.cpu();
    // Scrapes in quick succession see no CPU time pass: the last value still holds.
    if (now.total > last.total) {
      cpu.set(percent(now.busy - last.busy, now.total - last.total));
      last = now;
    }
    const { available, total } = readers.memory();
    memory.set(percent(total - available, total));
  });

  for (const path of paths) {
    const gauge = disk.labels({ path });
    let reading = false;
    const read = async (): Promise<void> => {
      reading = true;
      try {
        const { used, available } = await readers.disk(path);
        gauge.set(percent(used, used + available));
      } catch (cause) {
        gauge.clear();
        onError(new Error(`cannot read how full the file system of ${path} is`, { cause }));
      } finally {
        reading = false;
      }
    };
    // A file system that hangs keeps one reading waiting, not one per scrape, and delays no scrape: each shows what
    // the reading before it found.
    registry.beforeScrape(() => {
      if (!reading) void read();
    });
    void read();
  }
}

function percent(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.max(0, (part / whole) * 100)) : 0;
}

/** MemAvailable in bytes, which only Linux tells: free memory alone leaves out caches that give way. */
function readAvailable(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const found = /^MemAvailable:\s*(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'));
  return found?.[1] === undefined ? undefined : Number(found[1]) * 1024;
}
