const everyMs = 5;

/** Notes when this process itself stood still, so that its own pauses are not charged to whom it measures. */
export class StallMeter {
  readonly #stalls: { readonly from: number; readonly to: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor() {
    let last = performance.now();
    this.#timer = setInterval(() => {
      const now = performance.now();
      if (now - last > 2 * everyMs) this.#stalls.push({ from: last + everyMs, to: now });
      if (this.#stalls.length > 1_000) this.#stalls.shift();
      last = now;
    }, everyMs);
  }

  /** Milliseconds of standing still within a span of the clock of `performance.now()`. */
  within(from: number, to: number): number {
    return this.#stalls.reduce(
      (sum, stall) => sum + Math.max(0, Math.min(to, stall.to) - Math.max(from, stall.from)),
      0,
    );
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
