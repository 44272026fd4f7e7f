import { Output } from './output.ts';
import { type StartOptions, startProcess } from './start.ts';

export interface Limits {
  /** A run that takes longer is ended. */
  readonly timeoutMs: number;
  /** A run that prints more characters is ended. */
  readonly outputLimit: number;
}

export interface ProcessOptions extends StartOptions, Limits {
  readonly signal: AbortSignal;
}

export interface ProcessEnd {
  readonly how: 'exited' | 'timeout' | 'output_limit' | 'cancelled';
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: Output;
}

/** How long a run that is cancelled or too slow may take to put things away. */
export const graceMs = 2_000;

/**
 * Runs a process to its end, and ends its descendants with it.
 *
 * @throws the error of the system where it cannot be started
 */
export async function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  const output = new Output();
  let how: ProcessEnd['how'] = 'exited';
  let force: NodeJS.Timeout | undefined;
  const started = startProcess({
    ...options,
    onOutput: (text) => {
      if (how === 'output_limit') return;
      output.add(text);
      options.onOutput(text);
      if (output.size > options.outputLimit) end('output_limit');
    },
  });
  function end(reason: ProcessEnd['how']): void {
    if (how !== 'exited') return;
    how = reason;
    if (reason === 'output_limit') void started.kill();
    else {
      started.interrupt();
      force = setTimeout(() => void started.kill(), graceMs);
    }
  }
  const cancel = () => end('cancelled');
  const timer = setTimeout(() => end('timeout'), options.timeoutMs);
  if (options.signal.aborted) cancel();
  options.signal.addEventListener('abort', cancel, { once: true });
  try {
    const { status, signal } = await started.ended;
    return { how, status, signal, output };
  } finally {
    clearTimeout(timer);
    clearTimeout(force);
    options.signal.removeEventListener('abort', cancel);
  }
}
