import { readdirSync, readFileSync } from 'node:fs';

export interface FoundProcess {
  readonly pid: number;
  readonly command: string;
}

/** Processes of ours that mention a folder in their command line or environment: what a platform in it has started. */
export function processesOf(folder: string): FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const command = read(`/proc/${name}/cmdline`);
      if (command === '' || !(command.includes(folder) || read(`/proc/${name}/environ`).includes(folder))) return [];
      return [{ pid: Number(name), command: command.replaceAll('\0', ' ').trim() }];
    });
}

/** Ends what is left of a platform in a folder, by force. Returns what it found. */
export function killProcessesOf(folder: string): FoundProcess[] {
  const ended = new Map<number, FoundProcess>();
  // A supervisor that is found late may have started a program again in the meantime.
  for (let round = 0; round < 5; round++) {
    const found = processesOf(folder);
    if (found.length === 0) break;
    for (const process of found) {
      ended.set(process.pid, process);
      kill(process.pid);
    }
  }
  return [...ended.values()];
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Resident memory of a process in bytes; undefined when it is gone. */
export function residentBytes(pid: number): number | undefined {
  return statusBytes(pid, 'VmRSS');
}

/** The most that it ever was. */
export function peakResidentBytes(pid: number): number | undefined {
  return statusBytes(pid, 'VmHWM');
}

function statusBytes(pid: number, field: string): number | undefined {
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(read(`/proc/${pid}/status`)) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Gone in the meantime, or another user's.
    return '';
  }
}
