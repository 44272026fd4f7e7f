import { stripVTControlCharacters } from 'node:util';
import type { Attributes } from '../xml/read.ts';
import type { JunitCase } from './report.ts';

/** Text of one element; a test may have printed any amount. */
const maxText = 100_000;

/** An element below a case: what failed, was skipped or was printed. */
export interface Part {
  readonly name: string;
  readonly attributes: Attributes;
  text: string;
}

export const failing: ReadonlySet<string> = new Set(['failure', 'error']);
export const printed: ReadonlySet<string> = new Set(['system-out', 'system-err']);

/** A case whose element has not ended. */
export class OpenCase {
  readonly #attributes: Attributes;
  #hasFailed = false;
  #isSkipped: boolean;
  /** Of node --test: it does not count that such a case fails. */
  #isTodo = false;
  #message: string | undefined;
  readonly #stack: string[] = [];
  readonly #output: string[] = [];

  constructor(attributes: Attributes) {
    this.#attributes = attributes;
    // Google Test and CTest mark what did not run by an attribute alone.
    this.#isSkipped = /^(?:notrun|disabled|skipped)$/i.test(attributes['status'] ?? '');
  }

  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  add({ name, attributes, text }: Part): void {
    const body = plain(text);
    if (printed.has(name)) {
      if (body !== '') this.#output.push(body);
      return;
    }
    const isFailure = failing.has(name);
    if (!this.#hasFailed) this.#message = messageOf(attributes, body);
    this.#hasFailed ||= isFailure;
    this.#isSkipped ||= name === 'skipped';
    this.#isTodo ||= attributes['type'] === 'todo';
    if (isFailure && body !== '') this.#stack.push(body);
  }

  close(suite: string, suiteFile: string | undefined): JunitCase {
    const { name = '', classname, file = suiteFile, time } = this.#attributes;
    const [message, stack, output] = [this.#message, this.#stack.join('\n\n'), this.#output.join('\n')];
    const hasFailed = this.#hasFailed && !this.#isTodo;
    return {
      ...(file !== undefined && { file }),
      ...(classname !== undefined && { className: classname }),
      suite,
      // Jest's reporter begins with what is around a test, be there anything or not.
      name: name.trim(),
      status: hasFailed ? 'fail' : this.#isSkipped ? 'skip' : 'pass',
      durationMs: millisecondsOf(time),
      ...(message && { message }),
      ...(stack && { stack }),
      ...(output && { output }),
    };
  }
}

/** What the part says in short: by attribute, by its text up to the stack, as Jest has it, or by the first line of that. */
function messageOf(attributes: Attributes, body: string): string {
  const [head = '', ...frames] = body.split(/\n[ \t]+at /);
  return plain(attributes['message'] ?? '') || (frames.length > 0 ? head.trimEnd() : (body.split('\n', 1)[0] ?? ''));
}

/** Without colours, and not beyond any limit. */
export function plain(text: string): string {
  return stripVTControlCharacters(text.slice(0, maxText)).trim();
}

/** Given in seconds; Maven groups thousands by commas. */
function millisecondsOf(time = ''): number {
  const seconds = Number(time.replaceAll(',', ''));
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1e6) / 1e3 : 0;
}
