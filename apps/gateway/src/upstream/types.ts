/** The caller's API: OpenAI chat completions, or Perplexity's Agent API (also known as responses). */
export type Dialect = 'chat' | 'agent';

/** One request as the caller sent it; nothing in it is changed by a call, so it may be sent again with another key. */
export interface CallRequest {
  readonly dialect: Dialect;
  /** The provider's own name of the model. Where it differs from `body.model`, the provider's own goes out. */
  readonly model: string;
  readonly stream: boolean;
  /** The parsed JSON of `raw`. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The bytes as received; forwarded untouched when nothing must change. */
  readonly raw: Buffer;
}

/** How long an upstream may take, each in milliseconds from 1; `Infinity` switches one off. */
export interface Deadlines {
  /**
   * From sending to the first real token of a stream. A whole JSON answer comes only once it is complete: it is given
   * half of `totalMs`, if that is longer, so that a hung call leaves time for another key.
   */
  readonly firstTokenMs: number;
  /** Between two tokens of a stream, or two pieces of a JSON answer; comments and empty lines do not count. */
  readonly idleMs: number;
  /** From sending to the last byte. */
  readonly totalMs: number;
}

export interface CallOptions {
  /** Aborts the call upstream; the answer is then a fault of kind `abort`. */
  readonly signal: AbortSignal;
  readonly deadlines: Deadlines;
}

/** What the fault means for the key: see the table in `classify.ts`. */
export type FaultKind = 'caller' | 'abort' | 'local' | 'credential' | 'credit' | 'rate_limit' | 'failure';

/** Stable names of causes, used as the metric label `error_type`. */
export type ErrorType =
  | 'bad_request'
  | 'not_found'
  | 'too_large'
  | 'unsupported'
  | 'abort'
  | 'local_resources'
  | 'unauthorized'
  | 'forbidden'
  | 'payment_required'
  | 'rate_limit'
  | 'timeout'
  | 'connection_refused'
  | 'connection'
  | 'server_error'
  | 'overloaded'
  | 'stream_cut'
  | 'failed_run'
  | 'bad_answer';

/** How a call went wrong. */
export interface Fault {
  readonly kind: FaultKind;
  readonly errorType: ErrorType;
  /** HTTP status of the provider, where it answered at all; for a caller's fault found here, the status to answer. */
  readonly status?: number;
  /** How long the provider asked to be left alone: from 0 to a year. */
  readonly retryAfterMs?: number;
  /** The provider's answer, to be handed on to the caller when `kind` is `caller`. Parsed JSON, or text; free of the key. */
  readonly body?: unknown;
  /** Names provider and cause in a sentence; never holds the key. */
  readonly message: string;
}

/** Tokens of one call. `cached` is a part of `prompt`, `reasoning` a part of `completion`. */
export interface Usage {
  readonly prompt: number;
  readonly completion: number;
  readonly cached: number;
  readonly reasoning: number;
  /** US dollars; absent when neither the provider nor a price table tells. */
  readonly costUsd?: number;
}

/** What the provider's headers tell about its quota of requests. */
export interface RateLimit {
  readonly limit?: number;
  readonly remaining?: number;
  /** Milliseconds until the quota begins anew. */
  readonly resetMs?: number;
}

export interface CompleteAnswer {
  readonly kind: 'complete';
  /** JSON in the caller's dialect, ready to write. */
  readonly body: string | Buffer;
  readonly usage?: Usage;
  readonly rateLimit?: RateLimit;
  /** Milliseconds from sending to the answer's headers and to its last byte. */
  readonly timings: { readonly headersMs: number; readonly totalMs: number };
}

export interface StreamAnswer {
  readonly kind: 'stream';
  /**
   * SSE text in the caller's dialect, ready to write, `[DONE]` included where the dialect has it. Ends normally only
   * when the provider's stream was complete, otherwise throws `UpstreamFault`. Returning early cancels the call. To be
   * iterated once; an answer that is not wanted any more is cancelled through the signal of the call.
   */
  readonly events: AsyncIterable<string>;
  /**
   * Aborted as soon as the provider's stream breaks or a deadline cuts it, whether or not `events` is being read:
   * whoever waits for a slow client before reading on waits no longer, and finds the fault at the end of `events`.
   * Made when first asked for, so a reader that keeps up pays nothing.
   */
  readonly broken: AbortSignal;
  /** Final once `events` has ended; undefined when the provider told none. */
  usage(): Usage | undefined;
  readonly rateLimit?: RateLimit;
  readonly firstTokenMs: number;
}

export interface FaultAnswer {
  readonly kind: 'fault';
  readonly fault: Fault;
  readonly rateLimit?: RateLimit;
}

export type Answer = CompleteAnswer | StreamAnswer | FaultAnswer;

export type ProbeResult = { readonly ok: true } | { readonly ok: false; readonly fault: Fault };

/** One provider: the only place that knows its addresses, shapes and habits. Holds connections, but no keys. */
export interface Upstream extends Pick<UpstreamOptions, 'name' | 'kind' | 'models'> {
  supports(dialect: Dialect): boolean;
  /** Resolves for whatever the provider does; a stream only once its first real token was seen. */
  call(request: CallRequest, secret: string, options: CallOptions): Promise<Answer>;
  /** A call that costs nothing and tells whether the key works. Times out after 10 s. */
  probe(secret: string, signal: AbortSignal): Promise<ProbeResult>;
  /** Ends all connections, those in use too. */
  close(): Promise<void>;
}

export type UpstreamKind = 'deepseek' | 'perplexity' | 'openai';

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  /** Input read from the provider's cache; absent, it costs as much as other input. */
  readonly cachedInput?: number;
  readonly output: number;
}

/** Prices of one model; `peak` applies in the hours that the provider calls peak, where it has any. */
export interface ModelPrice extends Price {
  readonly peak?: Price;
}

export type Prices = Readonly<Record<string, ModelPrice>>;

/** Epoch milliseconds; only prices depend on it, durations are measured on a monotonic clock. */
export interface Clock {
  now(): number;
}

export interface UpstreamOptions {
  readonly kind: UpstreamKind;
  /** Label of the provider in metrics. */
  readonly name: string;
  /** The provider's name in messages to people. */
  readonly displayName: string;
  /** Root of the provider's API; what comes after it is the provider's file's business. */
  readonly baseUrl: string;
  readonly models: readonly string[];
  /** Overrides the built-in prices per model. */
  readonly prices?: Prices;
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** Whether an `openai` provider serves POST /responses, which the dialect `agent` needs. Default false. */
  readonly responses?: boolean;
}
