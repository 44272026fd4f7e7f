export type KeysUnavailableCode = 'no_key_available' | 'queue_full' | 'queue_timeout';

const sentences: Record<KeysUnavailableCode, string> = {
  no_key_available: 'no key can take the call',
  queue_full: 'all keys are at their concurrency limit and the queue is full',
  queue_timeout: 'no key became free while the request waited in the queue',
};

/** No key of the provider can take the call; says when one could. Costs no stack trace: refusals come in floods. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
  readonly code: KeysUnavailableCode;
  readonly provider: string;
  /** Milliseconds until the soonest key could take a call: finite, at least 1,000. */
  readonly retryAfterMs: number;
  /** Every key of the provider rests from a 429. */
  readonly rateLimited: boolean;

  constructor(code: KeysUnavailableCode, provider: string, retryAfterMs: number, rateLimited: boolean) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(`${provider}: ${sentences[code]}; try again in ${Math.ceil(retryAfterMs / 1000)} s`);
    Error.stackTraceLimit = limit;
    this.code = code;
    this.provider = provider;
    this.retryAfterMs = retryAfterMs;
    this.rateLimited = rateLimited;
  }
}
