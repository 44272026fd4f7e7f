import { type Dialect, type StreamAnswer, UpstreamFault } from '../upstream/index.ts';
import { GatewayError } from './errors.ts';
import type { ProxyRequest } from './types.ts';

/** Told exactly once, however the stream ends. */
export interface StreamEnd {
  complete(): void;
  /** The provider broke it off after its first token. */
  cut(fault: UpstreamFault['fault']): void;
  /** The client went away, or the consumer stopped reading. */
  abandoned(): void;
}

/**
 * Hands a stream on and tells how it ended. A stream that breaks ends in one typed error event, after which the
 * iterator throws: the consumer must then break the connection too, so that no client can take the end for a clean one.
 *
 * @throws GatewayError with code `stream_cut` or `upstream_timeout`.
 */
export async function* superviseStream(
  answer: StreamAnswer,
  { dialect, signal }: ProxyRequest,
  end: StreamEnd,
): AsyncGenerator<string> {
  let told = false;
  try {
    yield* answer.events;
    told = true;
    end.complete();
  } catch (error) {
    if (!(error instanceof UpstreamFault)) throw error;
    if (error.fault.kind === 'abort' || signal.aborted) return;
    told = true;
    end.cut(error.fault);
    const failure = streamFailure(error);
    yield errorEvent(failure, dialect);
    throw failure;
  } finally {
    if (!told) end.abandoned();
  }
}

function streamFailure(cause: UpstreamFault): GatewayError {
  const timedOut = cause.fault.errorType === 'timeout';
  return new GatewayError(
    timedOut ? 504 : 502,
    timedOut ? 'upstream_timeout' : 'stream_cut',
    `The answer is incomplete: ${cause.fault.message}. What has arrived so far must not be taken for the whole.`,
    { cause },
  );
}

/** OpenAI's clients throw on a chat chunk that holds an `error`, and on an event of type `error` in the other API. */
function errorEvent(failure: GatewayError, dialect: Dialect): string {
  const { error } = failure.toJSON();
  const data = dialect === 'chat' ? { error } : { ...error, type: 'error', error };
  return `data: ${JSON.stringify(data)}\n\n`;
}
