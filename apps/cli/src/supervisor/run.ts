import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { LogFile } from './log-file.ts';
import type { ProgramSpec } from './spec.ts';

/** How long output may still arrive after the end, when a child of the child holds the pipe. */
const drainMs = 300;

/** One process, from its start to its end. */
export class Run {
  readonly startedAt: number = Date.now();
  /** Resolves to how it ended, in words; never rejects. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  #alive = true;

  /** @param onNotice gets a line that is meant for whoever looks on; see {@link noticeIn} */
  constructor(spec: ProgramSpec, log: LogFile, onNotice: (text: string) => void = () => {}) {
    const windows = process.platform === 'win32';
    this.#child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: { ...process.env, ...spec.env },
      // A session of its own: a Ctrl-C in the terminal reaches the supervisor alone, which then stops in order.
      detached: !windows,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe', ...(spec.ipc ? (['ipc'] as const) : [])],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => log.write(chunk));
    this.#child.stderr?.on('data', (chunk: Buffer) => log.write(chunk));
    this.#child.on('message', (message) => {
      const text = noticeIn(message);
      if (text !== undefined) onNotice(text);
    });
    this.ended = this.#watch().finally(() => {
      this.#alive = false;
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Asks it to end, and forces it after the grace time. */
  async terminate(graceMs: number): Promise<void> {
    if (!this.#alive) return;
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.kill(), graceMs);
    await this.ended;
    clearTimeout(force);
  }

  /** Ends it and its children at once. */
  kill(): void {
    const { pid } = this.#child;
    if (!this.#alive || pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    } catch (error) {
      // The whole group has ended in the meantime.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  #watch(): Promise<string> {
    const child = this.#child;
    return new Promise((resolve) => {
      child.once('error', (error) => {
        if (child.pid === undefined) resolve(`could not be started: ${error.message}`);
      });
      child.once('exit', (code, signal) => {
        const how = signal === null ? `exit status ${code}` : `signal ${signal}`;
        const closed = new Promise<void>((done) => child.once('close', () => done()));
        void Promise.race([closed, delay(drainMs)]).then(() => resolve(how));
      });
    });
  }
}

/** A Node program says `{ type: 'notice', text }` over its IPC channel. */
function noticeIn(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, text } = message as { readonly type?: unknown; readonly text?: unknown };
  return type === 'notice' && typeof text === 'string' ? text : undefined;
}
