export interface BackOffOptions {
  /** Pause before the first new start. Default: 100 */
  readonly firstMs?: number;
  /** Default: 2 */
  readonly factor?: number;
  /** Longest pause. Default: 15 000 */
  readonly capMs?: number;
  /** A program that was ready for this long starts from the first pause again. Default: 2 000 */
  readonly goodRunMs?: number;
}

/** Pauses between the starts of a program that keeps ending. */
export class BackOff {
  readonly #firstMs: number;
  readonly #factor: number;
  readonly #capMs: number;
  readonly #goodRunMs: number;
  #nextMs: number;

  constructor({ firstMs = 100, factor = 2, capMs = 15_000, goodRunMs = 2_000 }: BackOffOptions = {}) {
    this.#firstMs = firstMs;
    this.#factor = factor;
    this.#capMs = capMs;
    this.#goodRunMs = goodRunMs;
    this.#nextMs = firstMs;
  }

  /** @param readyForMs how long the run that just ended had been ready; 0 when it never was */
  pauseAfter(readyForMs: number): number {
    if (readyForMs >= this.#goodRunMs) this.#nextMs = this.#firstMs;
    const pause = this.#nextMs;
    this.#nextMs = Math.min(this.#capMs, pause * this.#factor);
    return pause;
  }
}
