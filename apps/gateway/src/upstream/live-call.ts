import { CallDeadlines } from './deadlines.ts';
import type { Exchange, Head } from './exchange.ts';
import type { Faults } from './faults.ts';
import type { Send, Transport } from './transport.ts';
import type { CallOptions } from './types.ts';

/** How long a connection may take to end after its answer was complete, before it is closed. */
const DRAIN_MS = 500;

/** One call on its way: the exchange with its deadlines and the caller's signal. Must be ended by `finish` or `cancel`. */
export class LiveCall {
  readonly faults: Faults;
  readonly #startedAt = performance.now();
  readonly #exchange: Exchange;
  readonly #deadlines: CallDeadlines;
  readonly #signal: AbortSignal;
  readonly #onAbort: () => void;
  #over = false;

  constructor(transport: Transport, request: Send, faults: Faults, options: CallOptions) {
    this.faults = faults;
    this.#exchange = transport.send(request, (error) => faults.connection(error));
    this.#deadlines = new CallDeadlines(options.deadlines, (expired, limitMs) => {
      this.#exchange.cancel(faults.timeout(expired, limitMs));
    });
    this.#onAbort = () => this.cancel();
    this.#signal = options.signal;
    this.#signal.addEventListener('abort', this.#onAbort, { once: true });
    if (this.#signal.aborted) this.cancel();
  }

  get elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** Aborted once the call is broken off, whether or not anybody reads. */
  get broken(): AbortSignal {
    return this.#exchange.broken;
  }

  /** @throws UpstreamFault */
  head(): Promise<Head> {
    return this.#exchange.head();
  }

  /**
   * What has arrived since the last reading; undefined at the end of the answer.
   * @throws UpstreamFault
   */
  async read(): Promise<Buffer | undefined> {
    this.#deadlines.wait();
    const chunk = await this.#exchange.read();
    this.#deadlines.pause();
    return chunk;
  }

  /** What was read held a token. */
  token(): void {
    this.#deadlines.token();
  }

  /** Leaves at most so many more milliseconds. */
  cap(ms: number): void {
    this.#deadlines.cap(ms);
  }

  /** The answer is complete: gives the connection back once it is read to its end, which must not take long. */
  finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#signal.removeEventListener('abort', this.#onAbort);
    if (this.#exchange.ended) {
      this.#deadlines.stop();
      return;
    }
    this.#exchange.discard(() => this.#deadlines.stop());
    this.#deadlines.cap(DRAIN_MS);
  }

  /** Breaks the call off, unless it is finished; readers get a fault of kind `abort`. */
  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#deadlines.stop();
    this.#exchange.cancel(this.faults.abort());
  }
}
