import { type Clock, monotonicClock } from '../clock.ts';

export interface BatcherOptions {
  /** A batch is due when nothing has come for this long; default 40. */
  readonly quietMs?: number;
  /** It is due this long after its first change, however much still comes; default 1000. */
  readonly capMs?: number;
  /** Git is rewriting the tree: the batch waits for its end, and quiet and cap count from there. */
  isPaused(): boolean;
  /** More is certain to come soon: the batch waits for it, up to the cap. */
  isBusy?(): boolean;
  /** Changes are to be leased. */
  onDue(): void;
  readonly clock?: Clock;
}

/** Gathers changes that belong together. It only keeps time: the changes themselves wait in the queue. */
export interface Batcher {
  /** A change has come into the queue. */
  poke(): void;
  close(): void;
}

/** Milliseconds between looks at a pause or a wait that does not tell of its end. */
const glanceMs = 20;

export function createBatcher(options: BatcherOptions): Batcher {
  const { quietMs = 40, capMs = 1000, isPaused, isBusy = () => false, onDue, clock = monotonicClock } = options;
  let firstAt: number | undefined;
  let lastAt = 0;
  let cancel = () => {};

  function check(): void {
    const now = clock.now();
    if (isPaused()) {
      firstAt = now;
      lastAt = now;
      wait(glanceMs);
      return;
    }
    const restMs = Math.min(lastAt + quietMs, (firstAt ?? now) + capMs) - now;
    const isAtCap = now >= (firstAt ?? now) + capMs;
    if (restMs > 0) wait(restMs);
    else if (!isAtCap && isBusy()) wait(glanceMs);
    else {
      firstAt = undefined;
      onDue();
    }
  }

  function wait(delayMs: number): void {
    cancel = clock.after(Math.ceil(delayMs), check);
  }

  return {
    poke() {
      lastAt = clock.now();
      if (firstAt !== undefined) return;
      firstAt = lastAt;
      wait(quietMs);
    },
    close: () => cancel(),
  };
}
