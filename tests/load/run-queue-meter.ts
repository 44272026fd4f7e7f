import { readFileSync } from 'node:fs';

const everyMs = 5;

/**
 * Notes how long a process has been ready to run without a processor to run on, as Linux counts it. A machine that
 * does other work makes every program slow; that is nothing a program could promise to avoid.
 */
export class RunQueueMeter {
  readonly #samples: { readonly at: number; readonly waitedMs: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    const sample = () => {
      const waitedMs = waitedOf(pid);
      if (waitedMs !== undefined) this.#samples.push({ at: performance.now(), waitedMs });
      if (this.#samples.length > 10_000) this.#samples.splice(0, 5_000);
    };
    sample();
    this.#timer = setInterval(sample, everyMs);
  }

  /** Milliseconds of waiting within a span of the clock of `performance.now()`, never more than the span. */
  within(from: number, to: number): number {
    const before = this.#samples.findLast(({ at }) => at <= from) ?? this.#samples[0];
    const after = this.#samples.find(({ at }) => at >= to) ?? this.#samples.at(-1);
    if (before === undefined || after === undefined) return 0;
    return Math.min(to - from, Math.max(0, after.waitedMs - before.waitedMs));
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** The second number of schedstat: nanoseconds on the run queue. Undefined once the process has ended. */
function waitedOf(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
