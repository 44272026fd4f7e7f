import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { userEnvironment } from './user-environment.ts';

/** Root of the repository. */
export const root = join(import.meta.dirname, '..', '..');

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the command and all it has started. Default: 60 s */
  readonly timeoutMs?: number;
}

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order of arrival. */
  readonly output: string;
  readonly durationMs: number;
}

/** A command that is under way, in a process group of its own. */
export class RunningCommand {
  readonly child: ChildProcess;
  readonly result: Promise<CommandResult>;
  #stdout = '';
  #stderr = '';
  #output = '';

  constructor(command: string, args: readonly string[], options: CommandOptions = {}) {
    const { cwd = root, env = {}, timeoutMs = 60_000 } = options;
    const startedAt = performance.now();
    this.child = spawn(command, args, {
      cwd,
      env: userEnvironment(env),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
      this.#output += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
      this.#output += text;
    });
    const timeout = setTimeout(() => this.signalGroup('SIGKILL'), timeoutMs);
    this.result = once(this.child, 'close').then(([status]: unknown[]) => {
      clearTimeout(timeout);
      return {
        status: status as number | null,
        stdout: this.#stdout,
        stderr: this.#stderr,
        output: this.#output,
        durationMs: performance.now() - startedAt,
      };
    });
  }

  /** What was printed so far. */
  get output(): string {
    return this.#output;
  }

  /** Resolves once the text was printed. @throws when the command ends or the time is up before that */
  async untilPrints(text: string, withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!this.#output.includes(text)) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`the command ended (${this.child.exitCode ?? this.child.signalCode}):\n${this.#output}`);
      }
      if (performance.now() > deadline) throw new Error(`“${text}” was not printed in time:\n${this.#output}`);
      await delay(10);
    }
  }

  /** What Ctrl-C in a terminal does: the signal reaches the whole group in the foreground. */
  signalGroup(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch (error) {
      // The group has ended in the meantime.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Runs a command to its end. */
export function run(command: string, args: readonly string[], options?: CommandOptions): Promise<CommandResult> {
  return new RunningCommand(command, args, options).result;
}
