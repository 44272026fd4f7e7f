import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { cpus, freemem, totalmem } from 'node:os';

/** CPU time of the machine since it started, over all cores, in any unit. */
export interface CpuTimes {
  readonly busy: number;
  readonly total: number;
}

/** Where the machine's numbers come from. */
export interface HostReaders {
  cpu(): CpuTimes;
  /** Bytes; `available` is what new work can get, caches that give way included. */
  memory(): { readonly available: number; readonly total: number };
  /** Bytes of the file system that holds `path`; `available` is what an ordinary user can still write. */
  disk(path: string): Promise<{ readonly available: number; readonly used: number }>;
}

/** The readers of this machine. */
export const hostReaders: HostReaders = {
  cpu: () => {
    let idle = 0;
    let total = 0;
    for (const { times } of cpus()) {
      idle += times.idle;
      total += times.user + times.nice + times.sys + times.irq + times.idle;
    }
    return { busy: total - idle, total };
  },
  memory: () => ({ available: readAvailable() ?? freemem(), total: totalmem() }),
  disk: async (path) => {
    const { bsize, blocks, bfree, bavail } = await statfs(path);
    return { available: bavail * bsize, used: (blocks - bfree) * bsize };
  },
};

/**
 * MemAvailable in bytes: free memory alone leaves out caches, and would make every busy Linux look full. Only Linux has
 * it; elsewhere the free memory of the system is what there is.
 */
function readAvailable(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const found = /^MemAvailable:\s*(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'));
  return found?.[1] === undefined ? undefined : Number(found[1]) * 1024;
}
