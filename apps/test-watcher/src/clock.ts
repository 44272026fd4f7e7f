/** Time for intervals: it never jumps, whatever is done to the clock on the wall. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Runs `task` once after `delayMs`; the function that is returned prevents it. */
  after(delayMs: number, task: () => void): () => void;
}

/** Real timers, which never keep the process alive. */
export const monotonicClock: Clock = {
  now: () => performance.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
