import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../errors.ts';
import { BackOff, type BackOffOptions } from './back-off.ts';
import type { LogFile } from './log-file.ts';
import type { PidRecords } from './pid-records.ts';
import { answersReady } from './readiness.ts';
import { Run } from './run.ts';
import type { ProgramSpec } from './spec.ts';
import type { ProgramState, ProgramStatus } from './status.ts';

/** What happens to a program after its start, told as it happens. */
export type ProgramEvent =
  | { readonly type: 'ended'; readonly name: string; readonly how: string; readonly pauseMs: number }
  | { readonly type: 'recovered'; readonly name: string }
  /** It has something to say to whoever looks on, in one line. */
  | { readonly type: 'notice'; readonly name: string; readonly text: string };

export interface ProgramContext {
  readonly log: LogFile;
  readonly pids: PidRecords;
  readonly backOff?: BackOffOptions;
  /** From SIGTERM to SIGKILL. Default: 10 000 */
  readonly stopGraceMs?: number;
  /** Longest wait for the first readiness. Default: {@link startTimeoutMs} */
  readonly startTimeoutMs?: number;
  readonly onEvent?: (event: ProgramEvent) => void;
}

const pollMs = 40;

/** On a slow machine the console takes most of it to build its pages, once after each change of their sources. */
export const startTimeoutMs = 120_000;

/** One program: started, started again whenever it ends, stopped. */
export class Program {
  readonly spec: ProgramSpec;
  readonly #context: ProgramContext;
  readonly #backOff: BackOff;
  readonly #stopping = new AbortController();
  #state: ProgramState = 'waiting';
  #run: Run | undefined;
  #starts = 0;
  #readyAt: number | undefined;
  #lastExit: string | undefined;
  #skipPause = false;
  #pause = new AbortController();
  #life: Promise<void> | undefined;

  constructor(spec: ProgramSpec, context: ProgramContext) {
    this.spec = spec;
    this.#context = context;
    this.#backOff = new BackOff(context.backOff);
  }

  /**
   * Starts the program and waits until it can serve.
   *
   * @throws CliError program_failed when it ends first or takes too long; the signal's reason when aborted. Neither
   *   leaves a process behind.
   */
  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const timeoutMs = this.#context.startTimeoutMs ?? startTimeoutMs;
    const run = this.#launch();
    const timeout = AbortSignal.timeout(timeoutMs);
    const ready = await this.#becomesReady(run, AbortSignal.any([signal, timeout, this.#stopping.signal]));
    if (!ready) {
      const wasAlive = run.alive;
      await run.terminate(this.#graceMs);
      this.#state = 'stopped';
      signal.throwIfAborted();
      const how = wasAlive ? `is not ready after ${timeoutMs / 1000} s (${this.spec.readyUrl})` : await run.ended;
      throw new CliError('program_failed', `${this.spec.name} ${wasAlive ? how : `ended while it started: ${how}`}`);
    }
    this.#life = this.#keepRunning(run);
  }

  /** Ends the program, if need be by force. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pause.abort();
    if (this.#state !== 'waiting') this.#state = 'stopping';
    await this.#run?.terminate(this.#graceMs);
    await this.#life;
    this.#state = 'stopped';
  }

  /** Stops the program, starts it without a pause, and waits until it can serve. */
  async restart(signal: AbortSignal): Promise<void> {
    const before = this.#starts;
    this.#skipPause = true;
    this.#pause.abort();
    await this.#run?.terminate(this.#graceMs);
    while (this.#starts === before || this.#state !== 'ready') await delay(pollMs, undefined, { signal });
  }

  /** Ends the process at once, for a supervisor that is about to end itself. */
  kill(): void {
    this.#stopping.abort();
    this.#run?.kill();
  }

  status(now: number = Date.now()): ProgramStatus {
    const run = this.#run?.alive ? this.#run : undefined;
    return {
      name: this.spec.name,
      state: this.#state,
      ...(run?.pid !== undefined && { pid: run.pid, uptime_seconds: Math.floor((now - run.startedAt) / 1000) }),
      restarts: Math.max(0, this.#starts - 1),
      ...(this.spec.url !== undefined && { url: this.spec.url }),
      ...(this.#lastExit !== undefined && { last_exit: this.#lastExit }),
    };
  }

  get #graceMs(): number {
    return this.#context.stopGraceMs ?? 10_000;
  }

  #launch(): Run {
    const { spec } = this;
    const notice = (text: string) => this.#context.onEvent?.({ type: 'notice', name: spec.name, text });
    const run = new Run(spec, this.#context.log, notice);
    this.#run = run;
    this.#starts += 1;
    this.#readyAt = undefined;
    this.#state = 'starting';
    if (run.pid !== undefined) this.#context.pids.add(spec.name, run.pid, [spec.command, ...spec.args]);
    void run.ended.then((how) => {
      this.#lastExit = how;
      this.#context.pids.remove(spec.name);
    });
    return run;
  }

  /** False when the run ended, or the signal spoke, before it could serve. */
  async #becomesReady(run: Run, signal: AbortSignal): Promise<boolean> {
    const { readyUrl } = this.spec;
    while (run.alive && !signal.aborted) {
      if (readyUrl === undefined || (await answersReady(readyUrl, signal))) {
        if (!run.alive) return false;
        this.#readyAt = Date.now();
        this.#state = 'ready';
        return true;
      }
      await Promise.race([run.ended, delay(pollMs)]);
    }
    return false;
  }

  async #keepRunning(first: Run): Promise<void> {
    let run = first;
    for (;;) {
      const how = await run.ended;
      if (this.#stopping.signal.aborted) return;
      await this.#rest(how);
      if (this.#stopping.signal.aborted) return;
      run = this.#launch();
      void this.#announceReady(run);
    }
  }

  async #announceReady(run: Run): Promise<void> {
    if (await this.#becomesReady(run, this.#stopping.signal)) {
      this.#context.onEvent?.({ type: 'recovered', name: this.spec.name });
    }
  }

  async #rest(how: string): Promise<void> {
    if (!this.#skipPause) {
      const pauseMs = this.#backOff.pauseAfter(this.#readyAt === undefined ? 0 : Date.now() - this.#readyAt);
      this.#state = 'resting';
      this.#context.onEvent?.({ type: 'ended', name: this.spec.name, how, pauseMs });
      this.#pause = new AbortController();
      await delay(pauseMs, undefined, { signal: this.#pause.signal }).catch(() => {});
    }
    this.#skipPause = false;
  }
}
