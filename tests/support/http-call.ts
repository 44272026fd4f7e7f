import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';

export interface HttpCall {
  readonly url: string;
  readonly agent?: Agent;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; text goes out as it is. */
  readonly body: unknown;
  /** Breaks the connection. */
  readonly signal?: AbortSignal;
  readonly onText?: (text: string) => void;
}

export interface HttpAnswer {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Whether the body came to the end that HTTP gives it; false for a broken connection. */
  readonly whole: boolean;
  /** On the clock of `performance.now()`. */
  readonly sentAt: number;
  /** From sending to the head of the answer. */
  readonly headMs: number;
  /** Why there is no whole answer. */
  readonly error?: Error;
}

export function keepAliveAgent(): Agent {
  return new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
}

/** One POST whose every end is a result: what a client library hides is what is looked at here. */
export function post({ url, agent, headers = {}, body, signal, onText }: HttpCall): Promise<HttpAnswer> {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return new Promise((resolve) => {
    const sentAt = performance.now();
    let headMs = Number.POSITIVE_INFINITY;
    let text = '';
    let answer: IncomingMessage | undefined;
    let failure: Error | undefined;
    let settled = false;
    const settle = () => {
      if (settled) return;
      settled = true;
      resolve({
        status: answer?.statusCode ?? 0,
        headers: answer?.headers ?? {},
        text,
        whole: answer?.complete === true,
        sentAt,
        headMs,
        ...(failure && { error: failure }),
      });
    };
    const call = request(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': bytes.length, ...headers },
        ...(agent && { agent }),
        ...(signal && { signal }),
      },
      (response) => {
        answer = response;
        headMs = performance.now() - sentAt;
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          onText?.(chunk);
        });
        response.once('error', (error) => {
          failure = error;
        });
        response.once('close', settle);
      },
    );
    call.once('error', (error) => {
      failure ??= error;
      if (answer === undefined) settle();
    });
    call.end(bytes);
  });
}

/** The payloads of a stream of server-sent events, in order; what is not JSON is kept as text. */
export function eventsOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => {
      const data = line.slice(5).trim();
      return data.startsWith('{') ? JSON.parse(data) : data;
    });
}
