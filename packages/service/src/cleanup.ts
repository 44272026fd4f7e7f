import { type BoundedWork, bounded } from './bounded.ts';
import { messageOf } from './errors.ts';
import type { Logger } from './logger.ts';

/** What one clean-up does; the signal aborts when its time is over. */
export type Cleanup = BoundedWork<unknown>;

/** Named clean-ups of a program, run once, the last one first. */
export class CleanupStack {
  readonly #logger: Logger;
  readonly #entries: { readonly name: string; readonly run: Cleanup; readonly timeoutMs: number }[] = [];
  #done: Promise<readonly string[]> | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(name: string, run: Cleanup, timeoutMs: number): void {
    this.#entries.push({ name, run, timeoutMs });
  }

  /**
   * Runs everything in reverse order. One that fails or overstays does not keep the others from running.
   *
   * @returns names of the clean-ups that failed, in the order they ran
   */
  run(): Promise<readonly string[]> {
    this.#done ??= this.#unwind();
    return this.#done;
  }

  async #unwind(): Promise<readonly string[]> {
    const failed: string[] = [];
    for (let entry = this.#entries.pop(); entry !== undefined; entry = this.#entries.pop()) {
      const { name, run, timeoutMs } = entry;
      try {
        await bounded(`clean-up ${name}`, timeoutMs, run);
      } catch (error) {
        failed.push(name);
        this.#logger.error({ err: error, cleanup: name }, `clean-up ${name} failed: ${messageOf(error)}`);
      }
    }
    return failed;
  }
}
