import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { createMark, withMark } from './mark.ts';
import { killAbandoned, killTree, send } from './tree.ts';

export interface StartOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Beside those of this process. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Speaks with us over IPC. */
  readonly ipc?: boolean;
  readonly onOutput: (text: string) => void;
  /** Receives the lines that it writes to file descriptor 3. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** A process with all its descendants, from its start to the end of the last. */
export interface Started {
  readonly child: ChildProcess;
  /** How it ended, once nothing of it is left and its output has been read. Rejects if it could not be started. */
  readonly ended: Promise<{ readonly status: number | null; readonly signal: NodeJS.Signals | null }>;
  /** As Ctrl-C in a terminal would. */
  interrupt(): void;
  /** Ends it and all its descendants at once. */
  kill(): Promise<void>;
  /** Ends what it has left behind. */
  killAbandoned(): Promise<void>;
}

/** How long output is waited for behind the end, when something that cannot be killed holds the pipe. */
const drainMs = 500;

/** Starts a process as the leader of its own group, so that a Ctrl-C in our terminal reaches us alone. */
export function startProcess(options: StartOptions): Started {
  const mark = createMark();
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', options.ipc ? 'ipc' : options.onLine ? 'pipe' : 'ignore'];
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: withMark(mark, { ...outsideOfTests(process.env), ...options.environment }),
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio,
  });
  const { pid } = child;
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', options.onOutput);
  if (options.onLine) readLines(child.stdio[3] as Readable, options.onLine);
  const kill = async () => {
    if (pid !== undefined) await killTree(pid, mark);
  };
  const exited = new Promise<{ status: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', (error) => {
      if (pid !== undefined) return;
      // The system says of a missing folder what it says of a missing program.
      reject(existsSync(options.cwd) ? error : new Error(`there is no folder ${options.cwd}`, { cause: error }));
    });
    child.once('exit', (status, signal) => resolve({ status, signal }));
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = exited.then(async (end) => {
    await kill();
    await Promise.race([closed, delay(drainMs, undefined, { ref: false })]);
    return end;
  });
  return {
    child,
    ended,
    kill,
    interrupt: () => {
      if (pid === undefined) return;
      if (process.platform === 'win32') void kill();
      else send(-pid, 'SIGINT');
    },
    killAbandoned: async () => {
      if (pid !== undefined) await killAbandoned(pid, mark);
    },
  };
}

/** What a test runner around us tells its tests, and ours must not take for its own. */
const ofOthers = /^(?:VITEST|VITEST_(?:MODE|POOL_ID|WORKER_ID)|JEST_WORKER_ID|PYTEST_(?:CURRENT_TEST|XDIST_\w+))$/;

function outsideOfTests(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ofOthers.test(name)));
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
}
