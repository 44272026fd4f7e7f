import { type Config, readAdminToken } from '@switchgear/config';
import { callJson, type Peer } from './http.ts';

/** A breaker as the admin API shows it. */
export interface BreakerView {
  readonly key_id: string;
  readonly provider: string;
  readonly state: 'closed' | 'half_open' | 'open';
  readonly mode: string;
  readonly failure_count: number;
  readonly success_count: number;
  readonly trips: number;
  readonly open_reason: string | null;
  /** When an open breaker may be probed; null without a deadline. */
  readonly open_until: string | null;
  /** When a key without a deadline is probed next. */
  readonly next_probe_at: string | null;
  readonly config: { readonly failure_threshold: number };
}

/** A key as the admin API shows it. */
export interface KeyView {
  readonly key_id: string;
  readonly provider: string;
  readonly account: string;
  readonly status: 'active' | 'resting' | 'quarantined' | 'backup';
  readonly in_flight: number;
  readonly state: BreakerView['state'];
}

export const modes = ['auto', 'forced_open', 'disabled', 'metrics_only'] as const;
export type Mode = (typeof modes)[number];

/** The admin API of the gateway. Every call throws CliError not_running or request_failed. */
export class GatewayClient {
  readonly #peer: Peer;
  readonly #headers: Record<string, string>;

  /** @param url where our own gateway listens: whoever listens there gets the admin token */
  constructor(config: Config, url: string) {
    this.#peer = { name: 'The gateway', url };
    this.#headers = { authorization: `Bearer ${readAdminToken(config).reveal()}` };
  }

  async breakers(): Promise<BreakerView[]> {
    const answer = (await this.#get('/api/v1/circuit-breaker/stats')) as { breakers: BreakerView[] };
    return answer.breakers;
  }

  async keys(): Promise<KeyView[]> {
    const answer = (await this.#get('/api/v1/keys')) as { keys: KeyView[] };
    return answer.keys;
  }

  /** Closes one breaker, or all. */
  async reset(keyId?: string): Promise<void> {
    const one = keyId === undefined ? '' : `/${encodeURIComponent(keyId)}`;
    await this.#post(`/api/v1/circuit-breaker${one}/reset`);
  }

  async override(keyId: string, mode: Mode): Promise<void> {
    await this.#post(`/api/v1/circuit-breaker/${encodeURIComponent(keyId)}/override`, { mode });
  }

  /** @returns ids of the backup keys that were put to use */
  async rotate(provider: string): Promise<string[]> {
    const answer = await this.#post('/api/v1/keys/rotate', { provider, activate_backup: true });
    return (answer as { activated?: string[] }).activated ?? [];
  }

  #get(path: string): Promise<unknown> {
    return callJson(this.#peer, path, { headers: this.#headers });
  }

  #post(path: string, body: unknown = {}): Promise<unknown> {
    return callJson(this.#peer, path, { method: 'POST', body, headers: this.#headers });
  }
}
