import { Client, type Dispatcher, Pool } from 'undici';
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

/** Tells exchanges whether they go over a connection that was open before. */
class KeptAlive extends Client {
  #open = false;

  constructor(origin: URL, options: Client.Options) {
    super(origin, options);
    this.on('connect', () => {
      this.#open = true;
    });
    this.on('disconnect', () => {
      this.#open = false;
    });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (this.#open && handler instanceof Exchange) handler.allowResend();
    return super.dispatch(options, handler);
  }
}

/**
 * The connections to one provider, kept alive and shared by all keys.
 *
 * Whoever balances the provider's load may have dropped a connection without a word while it was idle; the first request
 * over it is then reset. That request is sent once more, over a new connection, although it is a POST: with no byte of
 * an answer it counts as failed and would be sent again with another key, to the detriment of this one.
 */
export class Transport {
  readonly #pool: Pool;
  /** A new connection for every request. */
  readonly #fresh: Pool;
  readonly #prefix: string;

  constructor(baseUrl: string) {
    const { origin, pathname } = new URL(baseUrl);
    this.#prefix = pathname.replace(/\/+$/, '');
    const options: Pool.Options = {
      connectTimeout: CONNECT_TIMEOUT_MS,
      // Ours count tokens, these would count bytes, keep-alives included.
      headersTimeout: 0,
      bodyTimeout: 0,
      // One call per connection: a broken connection breaks one call and not a hundred.
      allowH2: false,
    };
    this.#pool = new Pool(origin, { ...options, factory: (url, given) => new KeptAlive(url, given) });
    this.#fresh = new Pool(origin, { ...options, pipelining: 0 });
  }

  send(request: Send, blame: (error: unknown) => UpstreamFault): Exchange {
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
    const options = { method: request.method, path, headers, body: request.body ?? null };
    const exchange: Exchange = new Exchange(blame, () => this.#fresh.dispatch(options, exchange));
    this.#pool.dispatch(options, exchange);
    return exchange;
  }

  /** Ends all connections, those in use too. */
  async close(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#fresh.destroy()]);
  }
}
