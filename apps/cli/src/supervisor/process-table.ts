import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a process with this id exists, be it ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The arguments of a running process, separated by blanks; undefined when there is none, or nothing but a zombie. */
export async function commandLineOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return raw === '' ? undefined : raw.replace(/\0$/, '').replaceAll('\0', ' ');
  }
  if (process.platform === 'win32') return undefined;
  const output = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  const line = output?.stdout.trim();
  return line === undefined || line === '' ? undefined : line;
}
