import type { IncomingHttpHeaders } from 'node:http';
import { classifyConnectionError, classifyInside, classifyStatus } from './classify.ts';
import type { Expired } from './deadlines.ts';
import { UpstreamFault } from './errors.ts';
import { fields, parse, text } from './json.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Scrubber } from './scrub.ts';
import type { Clock, ErrorType, Fault } from './types.ts';

/** How much of a provider's own words goes into a message, in characters, and how long a message may be. */
const QUOTE_LENGTH = 200;
const MESSAGE_LENGTH = 400;

const deadlineNames: Readonly<Record<Expired, string>> = {
  first_token: 'no part of an answer',
  idle: 'nothing more',
  total: 'no complete answer',
};

/** The faults of one call: names the provider in every message and keeps the key out of all of them. */
export class Faults {
  readonly #provider: string;
  readonly #scrubber: Scrubber;
  readonly #clock: Clock;

  constructor(provider: string, scrubber: Scrubber, clock: Clock) {
    this.#provider = provider;
    this.#scrubber = scrubber;
    this.#clock = clock;
  }

  /** An answer other than a usable 2xx. */
  status(status: number, headers: IncomingHttpHeaders, source: string): UpstreamFault {
    const [kind, errorType] = classifyStatus(status);
    const parsed = parse(source);
    // Parsed first: escapes in the JSON would hide the key.
    const body = parsed === undefined ? this.#scrubber.text(source) : this.#scrubber.value(parsed.value);
    const retryAfter = retryAfterMs(headers, this.#clock);
    return new UpstreamFault({
      kind,
      errorType,
      status,
      message: `${this.#provider} answered ${status}${kind === 'credential' ? '' : this.#quote(body)}`,
      ...(retryAfter !== undefined && { retryAfterMs: retryAfter }),
      ...(kind === 'caller' && source !== '' && { body }),
    });
  }

  /** An error object where an answer belonged. */
  inside(error: unknown): UpstreamFault {
    const { code, status } = fields(error);
    const [kind, errorType] = classifyInside(typeof code === 'number' || status === undefined ? code : status);
    const quote = kind === 'credential' ? '' : this.#quote({ error });
    return this.#fault(errorType, `put an error into a successful answer${quote}`, kind);
  }

  /** A run that the provider itself reports as failed. */
  failedRun(status: string, error: unknown): UpstreamFault {
    return this.#fault('failed_run', `ended the run as ${status}${this.#quote({ error })}`);
  }

  /** What the connection threw, or our own machine. Its words may quote the answer, so only its code or name is told. */
  connection(error: unknown): UpstreamFault {
    const { code, name } = error instanceof Error ? { code: undefined, ...error, name: error.name } : fields(error);
    const label = text(code) ?? text(name) ?? 'unknown cause';
    const [kind, errorType] = classifyConnectionError(label);
    const what = kind === 'local' ? 'was not called, for want of resources here' : 'could not be reached or hung up';
    return this.#fault(errorType, `${what} (${label})`, kind);
  }

  timeout(expired: Expired, limitMs: number): UpstreamFault {
    return this.#fault('timeout', `sent ${deadlineNames[expired]} within ${Math.round(limitMs)} ms`);
  }

  cut(): UpstreamFault {
    return this.#fault('stream_cut', 'ended the stream before it was complete');
  }

  overloaded(): UpstreamFault {
    return this.#fault('overloaded', 'gave up for want of resources');
  }

  badAnswer(reason: string): UpstreamFault {
    return this.#fault('bad_answer', reason);
  }

  abort(): UpstreamFault {
    return new UpstreamFault({ kind: 'abort', errorType: 'abort', message: 'the caller went away' });
  }

  #fault(errorType: ErrorType, what: string, kind: Fault['kind'] = 'failure'): UpstreamFault {
    const message = `${this.#provider} ${this.#scrubber.text(what).slice(0, MESSAGE_LENGTH)}`;
    return new UpstreamFault({ kind, errorType, message });
  }

  #quote(answer: unknown): string {
    const { error, message } = fields(answer);
    const { message: nested } = fields(error);
    const words = text(nested) ?? text(error) ?? text(message);
    return words === undefined ? '' : `: ${this.#scrubber.text(words).slice(0, QUOTE_LENGTH)}`;
  }
}

/** The refusal of a request that this provider cannot serve; nothing is sent. */
export function unsupported(message: string, param: string | null): UpstreamFault {
  const body = { error: { message, type: 'invalid_request_error', param, code: 'unsupported' } };
  return new UpstreamFault({ kind: 'caller', errorType: 'unsupported', status: 400, message, body });
}
