import type { UpstreamFault } from './errors.ts';
import type { Usage } from './types.ts';

/**
 * How frames under way show that something is wrong: data that is no JSON object in one line, an event of errors, an
 * `error` that is not null. The quotes and line ends of generated text are escaped, so text cannot look like this.
 */
export const TROUBLE = /^data:(?! ?\{.*\}$)|^event: ?error\b|"object"\s*:\s*"error"|"error"\s*:\s*[^\sn]/m;

/** Turns a provider's frames into the caller's, and knows from their content how far the stream is. */
export interface Relay {
  /** Takes text of whole frames and returns what the caller gets of it, which may be nothing. */
  push(text: string): string;
  /** The connection ended, with `rest` after the last whole frame; sets `done` or `fault`. */
  end(rest: string): string;
  /** Counts arrivals that show the provider at work: tokens, but no comments and no empty deltas before the first. */
  readonly progress: number;
  /** Whether the caller may be committed to this answer. */
  readonly started: boolean;
  /** Whether the stream is complete. */
  readonly done: boolean;
  /** Why the stream is broken; what `push` returned before it is still good. */
  readonly fault: UpstreamFault | undefined;
  readonly usage: Usage | undefined;
}
