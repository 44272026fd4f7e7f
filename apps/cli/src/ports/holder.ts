import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { commandLineOf } from '../supervisor/process-table.ts';

const run = promisify(execFile);

/** The process that listens on a TCP port. */
export interface PortHolder {
  readonly pid: number;
  readonly commandLine: string;
  /** Known when it is a program of a Switchgear: where that was started, and with which configuration. */
  readonly switchgear?: { readonly folder: string; readonly config?: string | undefined };
}

/** Undefined when nobody listens, when the process is ending, or when it belongs to another user and is hidden from us. */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  const pid = process.platform === 'linux' ? await holderFromProc(port) : await holderFromLsof(port);
  const commandLine = pid === undefined ? undefined : await commandLineOf(pid);
  if (pid === undefined || commandLine === undefined) return undefined;
  const switchgear = await switchgearOf(pid);
  return { pid, commandLine: withoutFolder(commandLine), ...(switchgear !== undefined && { switchgear }) };
}

/** The supervisor is the parent; one that was killed has left its programs behind. */
async function switchgearOf(pid: number): Promise<PortHolder['switchgear']> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const parent = Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]);
  for (const candidate of [parent, pid]) {
    const commandLine = (await commandLineOf(candidate)) ?? '';
    if (!/[/\\]apps[/\\](?:cli|gateway|sandbox)[/\\]src[/\\]main\.ts(?: |$)/.test(commandLine)) continue;
    const folder = await readlink(`/proc/${candidate}/cwd`).catch(() => undefined);
    if (folder !== undefined) return { folder, config: /(?:--config|-c)[ =](\S+)/.exec(commandLine)?.[1] };
  }
  return undefined;
}

/** The program by its name alone, and the rest as far as it fits a line or two. */
function withoutFolder(commandLine: string): string {
  const text = commandLine.replace(/^\S*\//, '');
  return text.length <= 160 ? text : `${text.slice(0, 157)}...`;
}

async function holderFromProc(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')),
  );
  const inodes = new Set(tables.flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  for (const pid of pids) if (await holdsSocket(pid, inodes)) return pid;
  return undefined;
}

/** Inodes of listening sockets (state 0A) in a table of /proc/net, whose columns are address, peer, state, ..., inode. */
export function listeningInodes(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const inode = columns[9];
    return columns[1]?.endsWith(`:${wanted}`) && columns[3] === '0A' && inode !== undefined ? [inode] : [];
  });
}

async function holdsSocket(pid: number, inodes: ReadonlySet<string>): Promise<boolean> {
  // Another user's process hides its files, and a process may end while we look.
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const file of files) {
    const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}

async function holderFromLsof(port: number): Promise<number | undefined> {
  const output = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp']).catch(() => undefined);
  const pid = /^p(\d+)$/m.exec(output?.stdout ?? '')?.[1];
  return pid === undefined ? undefined : Number(pid);
}
