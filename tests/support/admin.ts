export interface BreakerView {
  readonly key_id: string;
  readonly provider: string;
  readonly state: 'closed' | 'half_open' | 'open';
  readonly mode: string;
  readonly failure_count: number;
  readonly success_count: number;
  readonly trips: number;
  readonly calls: Readonly<Record<'success' | 'failure' | 'slow' | 'ignored' | 'rejected', number>>;
  readonly open_reason: string | null;
  readonly open_until: string | null;
  readonly retry_after_seconds: number | null;
  readonly config: Readonly<Record<string, number>>;
  readonly transitions: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
}

export interface KeyView {
  readonly key_id: string;
  readonly provider: string;
  readonly account: string;
  readonly status: 'active' | 'resting' | 'quarantined' | 'backup';
  readonly state: string;
  readonly in_flight: number;
}

/** The admin API of a gateway. */
export class AdminClient {
  readonly #baseUrl: string;
  readonly #token: string;

  constructor(baseUrl: string, token: string) {
    this.#baseUrl = baseUrl;
    this.#token = token;
  }

  /** Any call, with the token unless headers are given. */
  send(method: string, path: string, body?: unknown, headers = this.#authorization): Promise<Response> {
    return fetch(`${this.#baseUrl}${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async breakers(): Promise<BreakerView[]> {
    const { breakers } = await this.#json<{ breakers: BreakerView[] }>('GET', '/api/v1/circuit-breaker/stats');
    return breakers;
  }

  async breaker(keyId: string): Promise<BreakerView> {
    const found = (await this.breakers()).find((breaker) => breaker.key_id === keyId);
    if (found === undefined) throw new Error(`the gateway knows no key ${keyId}`);
    return found;
  }

  async keys(): Promise<KeyView[]> {
    return (await this.#json<{ keys: KeyView[] }>('GET', '/api/v1/keys')).keys;
  }

  /** Closes one breaker, or all. */
  async reset(keyId?: string): Promise<void> {
    await this.#json('POST', `/api/v1/circuit-breaker/${keyId === undefined ? '' : `${keyId}/`}reset`);
  }

  override(keyId: string, mode: string): Promise<BreakerView> {
    return this.#json('POST', `/api/v1/circuit-breaker/${keyId}/override`, { mode });
  }

  get #authorization(): Record<string, string> {
    return { authorization: `Bearer ${this.#token}` };
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}
