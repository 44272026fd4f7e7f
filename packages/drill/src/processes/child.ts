import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from '@switchgear/stack';
import { DrillError, type DrillErrorCode } from '../errors.ts';

/** What is started, and how it is called in errors. */
export interface Command {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string | undefined;
}

/** Where a world happens. */
export interface Place {
  /** Of its own; it exists. */
  readonly folder: string;
  readonly binaries: Binaries;
  readonly signal: AbortSignal;
}

const patienceMs = 5_000;

/** A process that ends with the scope that started it, or with the signal. */
export class Child implements AsyncDisposable {
  readonly #name: string;
  readonly #process: ChildProcess;
  readonly #closed: Promise<unknown>;
  readonly #signal: AbortSignal;
  #output = '';

  constructor({ name, command, args, cwd }: Command, { folder, signal }: Place) {
    this.#name = name;
    this.#signal = signal;
    // What is ended leaves its temporary files, and does not live long enough for collecting garbage to pay.
    const env = { ...process.env, TMPDIR: folder, GOGC: '400' };
    const child = spawn(command, args, { cwd, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
    const note = (text: string) => {
      this.#output = (this.#output + text).slice(-10_000);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', note);
    child.on('error', ({ message }) => note(message));
    this.#closed = new Promise((resolve) => child.once('close', resolve));
    this.#process = child;
  }

  /** Waits until a server says where it listens and that it can serve. @throws DrillError start_failed, or the signal's reason */
  async untilReady(): Promise<string> {
    for (;;) {
      const [, address] = /"Listening on".*?address=(\S+)/.exec(this.#output) ?? [];
      const url = `http://${address}/-/ready`;
      const answer =
        address === undefined ? undefined : await fetch(url, { signal: this.#signal }).catch(() => undefined);
      this.#signal.throwIfAborted();
      if (this.#hasEnded) {
        // Its last words may still be under way.
        await this.#closed;
        throw this.#fault('start_failed', 'did not start');
      }
      if (address !== undefined && answer?.ok) return address;
      await delay(20, undefined, { signal: this.#signal });
    }
  }

  /** Waits until it has ended by itself. @throws DrillError command_failed with its last lines, or the signal's reason */
  async untilDone(): Promise<void> {
    await this.#closed;
    this.#signal.throwIfAborted();
    if (this.#process.exitCode !== 0) throw this.#fault('command_failed', 'failed');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#hasEnded) this.#process.kill('SIGTERM');
    const overdue = setTimeout(() => this.#process.kill('SIGKILL'), patienceMs);
    await this.#closed;
    clearTimeout(overdue);
  }

  get #hasEnded(): boolean {
    return this.#process.pid === undefined || this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  #fault(code: DrillErrorCode, what: string): DrillError {
    const lines = this.#output
      .trim()
      .split('\n')
      .filter((line) => !/level=info/i.test(line))
      .slice(-8);
    return new DrillError(code, `${this.#name} ${what}; its last lines:\n  ${lines.join('\n  ')}`);
  }
}
