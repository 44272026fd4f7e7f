import { Pool } from 'undici';
import type { UpstreamFault } from './errors.ts';
import { Exchange } from './exchange.ts';

/** To a TCP and TLS connection that works; generous for a far provider, short enough to leave time for another key. */
const CONNECT_TIMEOUT_MS = 10_000;

export interface Send {
  readonly method: 'GET' | 'POST';
  /** Below the base URL, with a leading slash. */
  readonly path: string;
  readonly accept: 'application/json' | 'text/event-stream';
  readonly body?: Buffer | string;
  readonly secret: string;
}

/** The connections to one provider, kept alive and shared by all keys. */
export class Transport {
  readonly #pool: Pool;
  readonly #prefix: string;

  constructor(baseUrl: string) {
    const { origin, pathname } = new URL(baseUrl);
    this.#prefix = pathname.replace(/\/+$/, '');
    this.#pool = new Pool(origin, {
      connectTimeout: CONNECT_TIMEOUT_MS,
      // Ours count tokens, these would count bytes, keep-alives included.
      headersTimeout: 0,
      bodyTimeout: 0,
      // One call per connection: a broken connection breaks one call and not a hundred.
      allowH2: false,
    });
  }

  send(request: Send, blame: (error: unknown) => UpstreamFault): Exchange {
    const exchange = new Exchange(blame);
    const headers = [
      'authorization',
      `Bearer ${request.secret}`,
      'accept',
      request.accept,
      'accept-encoding',
      'identity',
      'user-agent',
      'switchgear',
    ];
    if (request.body !== undefined) headers.push('content-type', 'application/json');
    const path = this.#prefix + request.path;
    this.#pool.dispatch({ method: request.method, path, headers, body: request.body ?? null }, exchange);
    return exchange;
  }

  /** Ends all connections, those in use too. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
