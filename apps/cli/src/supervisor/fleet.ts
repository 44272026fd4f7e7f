import { join } from 'node:path';
import { CliError } from '../errors.ts';
import type { BackOffOptions } from './back-off.ts';
import { LogFile } from './log-file.ts';
import type { PidRecords } from './pid-records.ts';
import { Program, type ProgramEvent, startTimeoutMs } from './program.ts';
import { answersReady } from './readiness.ts';
import type { ProgramSpec } from './spec.ts';
import type { ProgramStatus } from './status.ts';
import { tailLines } from './tail.ts';

/** What happens to the programs, from the start on. */
export type FleetEvent =
  | { readonly type: 'starting'; readonly name: string }
  | { readonly type: 'ready'; readonly name: string; readonly afterMs: number }
  | ProgramEvent;

export interface FleetOptions {
  readonly logDir: string;
  readonly pids: PidRecords;
  readonly backOff?: BackOffOptions;
  readonly stopGraceMs?: number;
  readonly startTimeoutMs?: number;
  readonly onEvent?: (event: FleetEvent) => void;
}

/** All programs together: started side by side as far as they do not need each other, stopped in order. */
export class Fleet {
  readonly #programs: readonly Program[];
  readonly #logs: readonly LogFile[];
  readonly #options: FleetOptions;

  /** @param specs each after those that it needs */
  constructor(specs: readonly ProgramSpec[], options: FleetOptions) {
    this.#options = options;
    const logs: LogFile[] = [];
    this.#programs = specs.map((spec) => {
      const log = new LogFile(join(options.logDir, `${spec.name}.log`));
      logs.push(log);
      return new Program(spec, { ...options, log });
    });
    this.#logs = logs;
  }

  /**
   * Resolves once all programs can serve.
   *
   * @throws CliError program_failed, with the end of the program's log; the signal's reason when aborted. The caller
   *   stops what runs.
   */
  async start(signal: AbortSignal): Promise<void> {
    const failed = new AbortController();
    const stop = AbortSignal.any([signal, failed.signal]);
    const started = new Map<string, Promise<void>>();
    for (const program of this.#programs) {
      const needs = program.spec.after.flatMap((name) => started.get(name) ?? []);
      const one = this.#startOne(program, needs, stop).catch((error: unknown) => {
        failed.abort(error);
        throw error;
      });
      started.set(program.spec.name, one);
    }
    await Promise.allSettled(started.values());
    signal.throwIfAborted();
    if (failed.signal.aborted) throw failed.signal.reason;
  }

  async stop(): Promise<void> {
    const layers = [...new Set(this.#programs.map((program) => program.spec.layer))].sort((a, b) => b - a);
    for (const layer of layers) {
      const members = this.#programs.filter((program) => program.spec.layer === layer);
      await Promise.all(members.map((program) => program.stop()));
    }
    for (const log of this.#logs) log.close();
  }

  kill(): void {
    for (const program of this.#programs) program.kill();
  }

  /** @throws CliError unknown_program */
  assertKnown(name: string): void {
    this.#find(name);
  }

  /** @throws CliError unknown_program, program_failed */
  async restart(name: string, signal: AbortSignal): Promise<void> {
    const program = this.#find(name);
    const timeoutMs = this.#options.startTimeoutMs ?? startTimeoutMs;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      await program.restart(limit);
    } catch (cause) {
      if (!limit.aborted) throw cause;
      throw new CliError(
        'program_failed',
        `${name} is not ready again after ${timeoutMs / 1000} s.${await this.#logTail(name)}`,
        { cause },
      );
    }
  }

  #find(name: string): Program {
    const program = this.#programs.find((candidate) => candidate.spec.name === name);
    if (program !== undefined) return program;
    const names = this.#programs.map((candidate) => candidate.spec.name).join(', ');
    throw new CliError('unknown_program', `There is no program ${name}. Running are: ${names}.`);
  }

  /** Asks each program now whether it can serve. */
  status(): Promise<(ProgramStatus & { ready: boolean })[]> {
    return Promise.all(
      this.#programs.map(async (program) => {
        const { readyUrl } = program.spec;
        const status = program.status();
        const answers = status.pid !== undefined && readyUrl !== undefined ? await answersReady(readyUrl) : true;
        return { ...status, ready: status.state === 'ready' && answers };
      }),
    );
  }

  async #startOne(program: Program, needs: readonly Promise<void>[], signal: AbortSignal): Promise<void> {
    const { name } = program.spec;
    await Promise.all(needs);
    signal.throwIfAborted();
    const begin = performance.now();
    this.#options.onEvent?.({ type: 'starting', name });
    try {
      await program.start(signal);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      throw new CliError(error.code, error.message + (await this.#logTail(name)), { cause: error });
    }
    this.#options.onEvent?.({ type: 'ready', name, afterMs: performance.now() - begin });
  }

  async #logTail(name: string): Promise<string> {
    const path = join(this.#options.logDir, `${name}.log`);
    const lines = await tailLines(path, 15);
    return lines.length === 0
      ? ' It wrote no log.'
      : `\nThe end of ${path}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  }
}
