import { CliError, exitStatus } from '../errors.ts';
import type { Painter } from '../screen/style.ts';
import type { Calls } from './calls.ts';

/** What a tour needs of the outside. */
export interface Surroundings {
  readonly print: (line: string) => void;
  readonly paint: Painter;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves at once when the signal is aborted. */
  readonly wait: (ms: number) => Promise<void>;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
}

const pollMs = 500;
const progressMs = 10_000;
/** A newcomer reads meanwhile. */
const readingMs = 8000;

/** Tells a tour, with the time that has passed, and waits for what it announces. */
export class Stage {
  readonly #around: Surroundings;
  readonly #calls: Calls;
  readonly #startedAt: number;
  #step = 0;

  constructor(around: Surroundings, calls: Calls) {
    this.#around = around;
    this.#calls = calls;
    this.#startedAt = around.now();
  }

  get elapsedSeconds(): number {
    return (this.#around.now() - this.#startedAt) / 1000;
  }

  /** Begins a step, with time to read. */
  async step(title: string, ...lines: string[]): Promise<void> {
    this.#step += 1;
    this.#around.print('');
    this.say(this.#around.paint('bold', `${this.#step}. ${title}`));
    for (const line of lines) this.#around.print(`        ${line}`);
    await this.#around.wait(readingMs);
    this.#assertGoingOn();
  }

  say(line: string): void {
    const whole = Math.floor(this.elapsedSeconds);
    const time = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
    this.#around.print(`[${time}]  ${line}`);
  }

  /** @throws CliError unhealthy when it does not come in time; interrupted */
  async until<T>(what: string, withinSeconds: number, look: () => Promise<T | undefined>): Promise<T> {
    const { now, wait } = this.#around;
    const deadline = now() + withinSeconds * 1000;
    let nextProgress = now() + progressMs;
    for (;;) {
      const found = await look();
      this.#assertGoingOn();
      if (found !== undefined) return found;
      if (now() >= deadline) {
        throw new CliError('unhealthy', `This did not come within ${Math.ceil(withinSeconds)} s: ${what}.`);
      }
      if (now() >= nextProgress) {
        nextProgress += progressMs;
        this.say(
          `waiting for: ${what} (${this.#calls.answered} calls answered, ${this.#calls.failures.length} failed)`,
        );
      }
      await wait(pollMs);
    }
  }

  #assertGoingOn(): void {
    if (!this.#around.signal.aborted) return;
    throw new CliError('interrupted', 'Interrupted; no key is left failing.', { exitStatus: exitStatus.interrupted });
  }
}
