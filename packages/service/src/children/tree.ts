import { execFile } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { identify, isOrphaned, marksIn } from './mark.ts';

interface Found {
  readonly pid: number;
  readonly marks: readonly string[];
}

/** A process that forks while it is being killed is met again in the next round. */
const mostRounds = 20;

/**
 * Kills a process that leads a group, and all that it has started: its group, and on Linux also whatever left the group
 * or was left behind by a parent that has ended, unless it has cleared its environment.
 */
export async function killTree(pid: number, mark: string): Promise<void> {
  if (process.platform === 'win32') {
    // It fails where everything has ended already.
    await promisify(execFile)('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => undefined);
    return;
  }
  send(-pid, 'SIGKILL');
  await killAll((found) => found.marks.includes(mark));
}

/** Kills what the marked process has left behind: descendants that have lost the line of parents up to it. */
export async function killAbandoned(pid: number, mark: string): Promise<void> {
  await killAll((found) => found.marks.includes(mark) && !descends(found.pid, pid));
}

/** Kills what programs of ours that were killed have left behind; those inside of containers are not ours to judge. */
export async function killLeftovers(): Promise<void> {
  const own = namespaceOf('self');
  await killAll(({ pid, marks }) => marks.some(isOrphaned) && namespaceOf(pid) === own);
}

export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It has just ended; a group of zombies is not ours to signal on macOS.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

async function killAll(chosen: (found: Found) => boolean): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const targets = (await marked()).filter((found) => found.pid !== process.pid && chosen(found));
    if (targets.length === 0) return;
    for (const { pid } of targets) send(pid, 'SIGKILL');
  }
}

/** Every process that carries a mark and whose environment we may read; none where there is no /proc. */
async function marked(): Promise<readonly Found[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    // What cannot be read has ended, or is another user's.
    pids.map(async (pid) => ({
      pid,
      marks: marksIn(await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')),
    })),
  );
  return found.filter(({ marks }) => marks.length > 0);
}

function descends(pid: number, ancestor: number): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = identify(at)?.parent) {
    if (at === ancestor) return true;
  }
  return false;
}

/** Numbers of processes mean something only inside of it. */
function namespaceOf(pid: number | 'self'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}
