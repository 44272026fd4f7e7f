import { stripVTControlCharacters } from 'node:util';
import { killLeftovers, type ProcessEnd, runProcess } from '@switchgear/service';

export interface CommandOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Characters of both streams together, beyond which the command is ended; default 50e6. */
  readonly outputLimit?: number;
}

export interface CommandEnd {
  /** Why the command is not taken to have done its work, for example `ended with 1`; undefined if it has. */
  readonly trouble?: string | undefined;
  /** Whether it came to its end and told of failure by its status. */
  readonly hasFailed: boolean;
  /** The last of what it printed, without colours. */
  readonly tail: string;
}

const tailLength = 1500;

/** By these a shell, and npm after it, tell that there is no such program or that it cannot be run. */
const notFound: readonly unknown[] = [126, 127];

/** Runs a command. Whatever it started is ended with it. Never rejects. */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  { outputLimit = 50e6, ...options }: CommandOptions,
): Promise<CommandEnd> {
  try {
    // That of an agent that was killed would write the same report.
    await killLeftovers();
    const end = await runProcess({ ...options, command, args, outputLimit, onOutput: () => {} });
    const tail = stripVTControlCharacters(end.output.toString()).slice(-tailLength).trim();
    const { how, status } = end;
    const hasFailed = how === 'exited' && status !== null && status !== 0 && !notFound.includes(status);
    return { trouble: troubleOf(end, outputLimit, options), hasFailed, tail };
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    return { trouble: `could not be started: ${reason}`, hasFailed: false, tail: '' };
  }
}

function troubleOf({ how, status, signal }: ProcessEnd, outputLimit: number, { timeoutMs }: CommandOptions) {
  if (how === 'timeout') return `was ended after ${timeoutMs / 1000} s`;
  if (how === 'output_limit') return `printed more than ${outputLimit / 1e6} million characters`;
  if (how === 'cancelled') return 'was interrupted';
  if (signal !== null) return `was ended by ${signal}`;
  return status === 0 ? undefined : `ended with ${status}`;
}
