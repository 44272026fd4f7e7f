import type { HttpAnswer } from '../support/http-call.ts';
import { percentile } from './memory.ts';
import { RunQueueMeter } from './run-queue-meter.ts';
import { StallMeter } from './stall-meter.ts';

export interface Refusals {
  readonly count: number;
  /** From sending to the head of a 503. */
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  /** The same, less the time in which gateway or sandbox had no processor and the clients' own process stood still. */
  readonly ownP99Ms: number;
  readonly ownSlowestMs: number;
}

/** Measures how long refusals take, on a machine that may be busy with other things. */
export class RefusalWatch {
  readonly #stalls = new StallMeter();
  readonly #queues: readonly RunQueueMeter[];
  readonly #tookMs: number[] = [];
  readonly #ownMs: number[] = [];

  /** @param pids processes that a refusal may have to wait for */
  constructor(pids: readonly number[]) {
    this.#queues = pids.map((pid) => new RunQueueMeter(pid));
  }

  note({ sentAt, headMs }: HttpAnswer): void {
    const end = sentAt + headMs;
    const waits = this.#queues.reduce((sum, queue) => sum + queue.within(sentAt, end), 0);
    this.#tookMs.push(headMs);
    this.#ownMs.push(Math.max(0, headMs - waits - this.#stalls.within(sentAt, end)));
  }

  summary(): Refusals {
    return {
      count: this.#tookMs.length,
      medianMs: percentile(this.#tookMs, 0.5),
      p99Ms: percentile(this.#tookMs, 0.99),
      slowestMs: percentile(this.#tookMs, 1),
      ownP99Ms: percentile(this.#ownMs, 0.99),
      ownSlowestMs: percentile(this.#ownMs, 1),
    };
  }

  stop(): void {
    this.#stalls.stop();
    for (const queue of this.#queues) queue.stop();
  }
}
