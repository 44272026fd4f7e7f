import { UpstreamFault } from './errors.ts';
import type { LiveCall } from './live-call.ts';
import type { Relay } from './relay.ts';
import { FrameReader, OversizedFrame } from './sse.ts';
import type { Usage } from './types.ts';

/** Held back before the first token at most, in characters. */
const MAX_HELD = 8 * 1024 * 1024;

/** A stream past its first token: what was held back first, then whatever arrives, one string per network chunk. */
export class StreamEvents implements AsyncIterableIterator<string> {
  readonly #live: LiveCall;
  readonly #relay: Relay;
  readonly #reader = new FrameReader();
  #held = '';
  #over = false;

  private constructor(live: LiveCall, relay: Relay) {
    this.#live = live;
    this.#relay = relay;
  }

  /**
   * Waits for the first real token.
   * @throws UpstreamFault when the stream breaks before it
   */
  static async open(live: LiveCall, relay: Relay): Promise<StreamEvents> {
    const events = new StreamEvents(live, relay);
    while (!relay.started && !relay.done) {
      events.#held += await events.#advance();
      // Nothing was handed out yet, so a fault in the same chunk as the first token still leaves the other keys.
      if (relay.fault !== undefined) throw relay.fault;
      if (events.#held.length > MAX_HELD) throw live.faults.badAnswer('sent megabytes without a token');
    }
    return events;
  }

  get usage(): Usage | undefined {
    return this.#relay.usage;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<string, undefined>> {
    try {
      for (;;) {
        if (this.#held !== '') {
          const value = this.#held;
          this.#held = '';
          return { value, done: false };
        }
        if (this.#over) return { value: undefined, done: true };
        if (this.#relay.fault !== undefined) throw this.#relay.fault;
        if (this.#relay.done) {
          this.#over = true;
          this.#live.finish();
          return { value: undefined, done: true };
        }
        this.#held = await this.#advance();
      }
    } catch (error) {
      this.#over = true;
      this.#live.cancel();
      throw this.#afterFirstToken(error);
    }
  }

  async return(): Promise<IteratorResult<string, undefined>> {
    if (!this.#over) {
      this.#over = true;
      this.#held = '';
      this.#live.cancel();
    }
    return { value: undefined, done: true };
  }

  /** Reads once and returns what the caller gets of it. */
  async #advance(): Promise<string> {
    const relay = this.#relay;
    const before = relay.progress;
    const chunk = await this.#live.read();
    if (chunk === undefined) return relay.end(this.#reader.rest());
    const text = this.#whole(chunk);
    if (text === '') return '';
    const out = relay.push(text);
    if (relay.progress !== before) this.#live.token();
    return out;
  }

  #whole(chunk: Buffer): string {
    try {
      return this.#reader.push(chunk);
    } catch (error) {
      if (error instanceof OversizedFrame) throw this.#live.faults.badAnswer(`sent ${error.message}`);
      throw error;
    }
  }

  /** A connection that breaks in the middle is a cut stream, whatever broke it. */
  #afterFirstToken(error: unknown): unknown {
    const broken = error instanceof UpstreamFault && error.fault.errorType === 'connection';
    return broken ? this.#live.faults.cut() : error;
  }
}
