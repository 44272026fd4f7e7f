import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

export interface CommandOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Both streams together; beyond it the command is ended. Default 50e6. */
  readonly maxOutputBytes?: number;
}

export interface CommandEnd {
  /** Why the command is not taken to have done its work, for example `ended with 1`; undefined if it has. */
  readonly trouble?: string;
  /** The last of what it printed, without colours. */
  readonly tail: string;
}

const tailLength = 1500;

/** Runs a command in a process group of its own. Whatever it started there is ended with it. Never rejects. */
export async function runCommand(command: readonly string[], options: CommandOptions): Promise<CommandEnd> {
  const { cwd, timeoutMs, signal, maxOutputBytes = 50e6 } = options;
  const child = start(command, cwd);
  if (child instanceof Error) return { trouble: `could not be started: ${child.message}`, tail: '' };
  let trouble: string | undefined;
  const end = (why: string) => {
    trouble ??= why;
    killGroup(child);
  };
  let tail = Buffer.alloc(0);
  let printed = 0;
  const take = (data: Buffer) => {
    printed += data.length;
    tail = Buffer.concat([tail, data]).subarray(-4 * tailLength);
    if (printed > maxOutputBytes) end(`printed more than ${maxOutputBytes / 1e6} MB`);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const onAbort = () => end('was interrupted');
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  const timer = setTimeout(() => end(`was ended after ${timeoutMs / 1000} s`), timeoutMs);

  const closed = once(child, 'close').catch(() => {});
  try {
    const [code, killedBy] = await once(child, 'exit');
    if (code !== 0) trouble ??= killedBy ? `was ended by ${killedBy}` : `ended with ${code}`;
  } catch (error) {
    trouble ??= `could not be started: ${error instanceof Error ? error.message : error}`;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    killGroup(child);
    // Who left the group may hold the pipes for ever.
    await Promise.race([closed, after(500, undefined, { ref: false })]);
    child.stdout.destroy();
    child.stderr.destroy();
  }
  return { ...(trouble && { trouble }), tail: stripVTControlCharacters(tail.toString()).slice(-tailLength).trim() };
}

type Piped = ReturnType<typeof spawn> & { readonly stdout: Readable; readonly stderr: Readable };

function start([program = '', ...args]: readonly string[], cwd: string): Piped | Error {
  try {
    return spawn(program, args, { cwd, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
