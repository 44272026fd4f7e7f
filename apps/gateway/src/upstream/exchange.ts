import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { UpstreamFault } from './errors.ts';

export interface Head {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** Bytes kept for a slow reader before the socket is no longer read. */
const HIGH_WATER_BYTES = 256 * 1024;

/** Bytes read and thrown away to get a connection back whose answer is complete. */
const DISCARD_BYTES = 64 * 1024;

/** How a connection ends that the other side had given up while nobody used it. */
const HANG_UPS: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** One request and its answer, pulled chunk by chunk. Every error it throws is an `UpstreamFault`. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #blame: (error: unknown) => UpstreamFault;
  readonly #resend: () => void;
  #mayResend = false;
  #controller: Dispatcher.DispatchController | undefined;
  #head: Head | undefined;
  #chunks: Buffer[] = [];
  #queuedBytes = 0;
  #discardedBytes: number | undefined;
  #fault: UpstreamFault | undefined;
  #ended = false;
  #wake: (() => void) | undefined;
  #broken: AbortController | undefined;

  /** `resend` sends the same request again over a new connection. */
  constructor(blame: (error: unknown) => UpstreamFault, resend: () => void) {
    this.#blame = blame;
    this.#resend = resend;
  }

  /** The request goes over a connection that was kept alive: it may turn out to be dead, which is nobody's fault. */
  allowResend(): void {
    this.#mayResend = true;
  }

  /** Whether the answer has arrived completely; some of it may still wait to be read. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Aborted once the exchange is broken, whether or not anybody reads. */
  get broken(): AbortSignal {
    this.#broken ??= new AbortController();
    if (this.#fault !== undefined) this.#broken.abort(this.#fault);
    return this.#broken.signal;
  }

  async head(): Promise<Head> {
    while (this.#head === undefined) {
      if (this.#fault !== undefined) throw this.#fault;
      await this.#change();
    }
    return this.#head;
  }

  /** All that has arrived since the last reading, at least one byte; undefined at the end. */
  async read(): Promise<Buffer | undefined> {
    for (;;) {
      if (this.#queuedBytes > 0) return this.#take();
      if (this.#fault !== undefined) throw this.#fault;
      if (this.#ended) return undefined;
      await this.#change();
    }
  }

  /** Breaks the exchange off at once; what was not read yet is lost and readers get the fault. */
  cancel(fault: UpstreamFault): void {
    if (this.#fault !== undefined) return;
    this.#fault = fault;
    this.#chunks = [];
    this.#queuedBytes = 0;
    if (!this.#ended) this.#controller?.abort(fault);
    this.#wake?.();
    this.#broken?.abort(fault);
  }

  /** Reads on without keeping anything, so that the connection can be used again; calls `ended` at its end. */
  discard(ended: () => void): void {
    this.#wake = ended;
    this.#discardedBytes = this.#queuedBytes;
    this.#chunks = [];
    this.#queuedBytes = 0;
    this.#controller?.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#fault !== undefined) controller.abort(this.#fault);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#mayResend = false;
    if (status < 200) return;
    this.#head = { status, headers };
    this.#wake?.();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#discardedBytes !== undefined) {
      this.#discardedBytes += chunk.length;
      if (this.#discardedBytes > DISCARD_BYTES) controller.abort(new Error('too much after the end of the answer'));
      return;
    }
    this.#chunks.push(chunk);
    this.#queuedBytes += chunk.length;
    if (this.#queuedBytes > HIGH_WATER_BYTES) controller.pause();
    this.#wake?.();
  }

  onResponseEnd(): void {
    this.#ended = true;
    this.#wake?.();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error & { readonly code?: unknown }): void {
    if (this.#mayResend && this.#fault === undefined && HANG_UPS.has(error.code)) {
      this.#mayResend = false;
      this.#controller = undefined;
      this.#resend();
      return;
    }
    this.#ended = true;
    this.#fault ??= this.#blame(error);
    this.#wake?.();
    this.#broken?.abort(this.#fault);
  }

  #take(): Buffer {
    const [first] = this.#chunks;
    const taken = first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#queuedBytes = 0;
    this.#controller?.resume();
    return taken;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
