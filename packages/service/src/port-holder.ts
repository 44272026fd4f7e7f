import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { systemCode } from './errors.ts';

/** Who listens on a port. */
export interface PortHolder {
  readonly uid: number;
  /** Absent when the process belongs to somebody else and cannot be looked at. */
  readonly pid?: number;
  /** Program and script, without further arguments since those may hold secrets. */
  readonly command?: string;
}

/** State 0A of `/proc/net/tcp` is LISTEN. */
const listening = '0A';

/**
 * Finds the process that listens on a TCP port of this machine, on any address.
 *
 * @returns `undefined` when nobody listens or the system has no `/proc` (anything but Linux)
 */
export async function portHolder(port: number, procRoot = '/proc'): Promise<PortHolder | undefined> {
  const sockets = await Promise.all(['tcp', 'tcp6'].map((table) => findListener(join(procRoot, 'net', table), port)));
  const socket = sockets.find((found) => found !== undefined);
  if (socket === undefined) return undefined;
  const pid = await findOwner(procRoot, `socket:[${socket.inode}]`);
  if (pid === undefined) return { uid: socket.uid };
  const command = await readCommand(procRoot, pid);
  return { uid: socket.uid, pid, ...(command === undefined ? {} : { command }) };
}

/** One line about the holder for a message to a person. */
export function describeHolder(holder: PortHolder | undefined): string {
  if (holder === undefined) return 'another process';
  if (holder.pid === undefined) return `a process of user id ${holder.uid}`;
  return `${holder.command ?? 'a process'} (pid ${holder.pid})`;
}

async function findListener(table: string, port: number): Promise<{ inode: string; uid: number } | undefined> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const text = await unlessGone(readFile(table, 'utf8'));
  for (const line of (text ?? '').split('\n').slice(1)) {
    const [, local, , state, , , , uid, , inode] = line.trim().split(/\s+/);
    if (local?.endsWith(suffix) && state === listening && inode !== undefined) return { inode, uid: Number(uid) };
  }
  return undefined;
}

async function findOwner(procRoot: string, socket: string): Promise<number | undefined> {
  const entries = (await unlessGone(readdir(procRoot))) ?? [];
  for (const pid of entries.filter((entry) => /^\d+$/.test(entry))) {
    const folder = join(procRoot, pid, 'fd');
    const descriptors = (await unlessGone(readdir(folder))) ?? [];
    const targets = await Promise.all(descriptors.map((descriptor) => unlessGone(readlink(join(folder, descriptor)))));
    if (targets.includes(socket)) return Number(pid);
  }
  return undefined;
}

async function readCommand(procRoot: string, pid: number): Promise<string | undefined> {
  const line = await unlessGone(readFile(join(procRoot, `${pid}`, 'cmdline'), 'utf8'));
  const [program, ...rest] = (line ?? '').split('\0').filter((part) => part !== '');
  if (program === undefined) return undefined;
  const script = rest.find((part) => !part.startsWith('-'));
  return script === undefined || !basename(program).startsWith('node')
    ? basename(program)
    : `${basename(program)} ${script}`;
}

/** A process may end, or be another user's, while it is looked at: that is no fault. */
async function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM' || code === 'ESRCH' || code === 'EINVAL') {
      return undefined;
    }
    throw error;
  }
}
