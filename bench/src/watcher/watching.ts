import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { RunningCommand } from '../../../tests/support/command.ts';
import { sourceOf, testOf, textOf } from './project.ts';

export interface WatchCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** What it prints when it waits for changes. */
  readonly waiting: string;
}

const longestMs = 60_000;
/** Beyond its last word, in which it may still put things away. */
const restMs = 300;

/** A watcher of a copy of the project, whose standard output is a pipe. */
export class Watching {
  readonly name: string;
  readonly #folder: string;
  readonly #process: RunningCommand;
  readonly #waiting: string;

  constructor({ name, command, args, waiting }: WatchCommand, folder: string) {
    this.name = name;
    this.#folder = folder;
    this.#waiting = waiting;
    this.#process = new RunningCommand(command, args, { cwd: folder, timeoutMs: 600_000 });
  }

  async ready(): Promise<void> {
    await this.#said(0, (text) => text.includes(this.#waiting));
    await delay(restMs);
  }

  /**
   * Saves a module so that its test fails or passes.
   *
   * @returns milliseconds until the output has told so of this test
   */
  async save(number: number, kind: 'break' | 'mend', wrong: number): Promise<number> {
    const from = this.#process.output.length;
    const isTold =
      kind === 'break'
        ? (text: string) => text.includes(`expected ${wrong * 2} to be ${number * 2}`)
        : (text: string) => text.includes(`✓ ${testOf(number)}`);
    const begin = performance.now();
    writeFileSync(join(this.#folder, sourceOf(number)), textOf(number, kind === 'break' ? wrong : number));
    await this.#said(from, isTold);
    const tookMs = performance.now() - begin;
    await this.#said(from, (text) => text.includes(this.#waiting));
    await delay(restMs);
    return tookMs;
  }

  async end(): Promise<void> {
    this.#process.signalGroup('SIGTERM');
    await this.#process.result;
  }

  /** Looks whenever something is printed. */
  async #said(from: number, isSaid: (text: string) => boolean): Promise<void> {
    const end = performance.now() + longestMs;
    for (;;) {
      const text = stripVTControlCharacters(this.#process.output.slice(from));
      if (isSaid(text)) return;
      if (performance.now() > end || this.#process.child.exitCode !== null) {
        throw new Error(`${this.name} does not say what it should:\n${this.#process.output.slice(-4_000)}`);
      }
      await delay(1);
    }
  }
}
