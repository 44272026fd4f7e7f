/** Where a breaker takes the time from. */
export interface Clock {
  /** Epoch milliseconds. Must not run backwards; a step back is treated as no time passing. */
  now(): number;
}

const origin = performance.timeOrigin;

/** Epoch milliseconds from the monotonic clock, so that setting the wall clock moves no deadline. */
export const systemClock: Clock = {
  now: () => origin + performance.now(),
};
