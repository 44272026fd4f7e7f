/** One piece of a body; each is written to the connection by itself. */
export type Chunk = string | Buffer;

/** `complete` ends as HTTP does; `fin` closes before that, `reset` breaks the connection, `hang` leaves it silent. */
type Ending = 'complete' | 'fin' | 'reset' | 'hang';

export interface Reply {
  readonly type: 'reply';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream of events; otherwise one JSON text. */
  readonly streamed: boolean;
  readonly chunks: Iterable<Chunk> | AsyncIterable<Chunk>;
  readonly ending: Ending;
}

/** What the sandbox does with a call: answer, break the connection before any header, or say nothing at all. */
export type Answer = Reply | { readonly type: 'refuse' } | { readonly type: 'silence' };

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    type: 'reply',
    status,
    headers: { 'content-type': 'application/json', ...headers },
    streamed: false,
    chunks: [JSON.stringify(body)],
    ending: 'complete',
  };
}

export function events(frames: Iterable<string>): Reply {
  return {
    type: 'reply',
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
    streamed: true,
    chunks: frames,
    ending: 'complete',
  };
}

/** One server-sent event without a name, as both providers send them. */
export function frame(data: unknown): string {
  return `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}
