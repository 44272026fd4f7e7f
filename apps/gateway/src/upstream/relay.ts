import type { UpstreamFault } from './errors.ts';
import type { Faults } from './faults.ts';
import { type Frame, hasData, splitFrames } from './sse.ts';
import type { Usage } from './types.ts';

/**
 * How frames under way show that something is wrong: data that is no JSON object in one line, an event of errors, an
 * `error` that is not null. The quotes and line ends of generated text are escaped, so text cannot look like this.
 */
export const TROUBLE = /^data:(?! ?\{.*\}$)|^event: ?error\b|"object"\s*:\s*"error"|"error"\s*:\s*[^\sn]/m;

/** Turns a provider's frames into the caller's, and knows from their content how far the stream is. */
export abstract class Relay {
  /** Counts arrivals that show the provider at work: tokens, but no comments and no empty deltas before the first. */
  progress = 0;
  /** Whether the caller may be committed to this answer. */
  started = false;
  /** Whether the stream is complete. */
  done = false;
  /** Why the stream is broken; what `push` returned before it is still good. */
  fault: UpstreamFault | undefined;
  usage: Usage | undefined;
  protected readonly faults: Faults;

  constructor(faults: Faults) {
    this.faults = faults;
  }

  /** Takes text of whole frames and returns what the caller gets of it, which may be nothing. */
  abstract push(text: string): string;

  /** The connection ended, with `rest` after the last whole frame; sets `done` or `fault`. */
  end(_rest: string): string {
    this.fault = this.faults.cut();
    return '';
  }
}

/** Hands a stream on as it is. Parses frames up to the first token, after it only those that are notable. */
export abstract class PassingRelay extends Relay {
  readonly #notable: RegExp;

  constructor(faults: Faults, notable: RegExp) {
    super(faults);
    this.#notable = notable;
  }

  /** Reads a frame; whether the caller gets it. */
  protected abstract inspect(frame: Frame): boolean;

  push(text: string): string {
    if (this.#isPlain(text)) return text;
    let out = '';
    for (const frame of splitFrames(text)) {
      const kept = this.#isPlain(frame.text) || this.inspect(frame);
      if (this.fault !== undefined) return out;
      if (kept) out += frame.text;
      if (this.done) return out;
    }
    return out;
  }

  /** Whether a text goes on as it is, which most do. */
  #isPlain(text: string): boolean {
    if (!this.started || this.#notable.test(text)) return false;
    if (hasData(text)) this.progress += 1;
    return true;
  }
}
