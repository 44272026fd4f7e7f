import { readFileSync } from 'node:fs';

/** Whether a process runs; one that has ended stays in the table until somebody asks for it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
