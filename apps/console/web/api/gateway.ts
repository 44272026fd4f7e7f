import { getJson } from './http.ts';

export type State = 'closed' | 'half_open' | 'open';

/** Who decides about a breaker: with auto itself. */
export type Mode = 'forced_open' | 'disabled' | 'metrics_only' | 'auto';

/** What of a breaker may be changed while it is in use. */
export interface BreakerConfig {
  readonly failure_threshold: number;
  readonly success_threshold: number;
  readonly timeout_seconds: number;
  readonly half_open_max_calls: number;
}

/** A change of state. Times are in ISO 8601. */
export interface Transition {
  readonly from: State;
  readonly to: State;
  readonly reason: string;
  readonly at: string;
  readonly open_until: string | null;
}

/** A breaker as the gateway tells it to whoever has the admin token; see its /openapi.json. */
export interface BreakerView {
  readonly key_id: string;
  readonly provider: string;
  readonly state: State;
  readonly mode: Mode;
  readonly failure_count: number;
  readonly success_count: number;
  readonly trips: number;
  readonly calls: Readonly<Record<'success' | 'failure' | 'slow' | 'ignored' | 'rejected', number>>;
  readonly open_reason: string | null;
  readonly open_until: string | null;
  readonly next_probe_at: string | null;
  readonly config: BreakerConfig;
  /** Oldest first. */
  readonly transitions: readonly Transition[];
}

/** A line of the audit log. */
export interface AuditRecord {
  /** In ISO 8601. */
  readonly time: string;
  readonly action: string;
  readonly client: string;
  readonly outcome: 'done' | 'refused';
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What the admin token opens. Each call throws a Fault with the gateway's own words; its status is 401 for the token. */
export function gatewayFor(token: string) {
  function ask<T>(path: string, call: { method?: string; body?: object; signal?: AbortSignal } = {}): Promise<T> {
    const { body, ...rest } = call;
    return getJson(`/gateway/api/v1/${path}`, {
      ...rest,
      headers: { 'x-admin-token': token },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
  const breaker = (key: string, part: string) => `circuit-breaker/${encodeURIComponent(key)}/${part}`;
  return {
    breakers: async (signal?: AbortSignal) =>
      (await ask<{ breakers: readonly BreakerView[] }>('circuit-breaker/stats', signal && { signal })).breakers,
    audit: async (limit: number, signal: AbortSignal) =>
      (await ask<{ entries: readonly AuditRecord[] }>(`audit?limit=${limit}`, { signal })).entries,
    reset: (key: string) => ask<BreakerView>(breaker(key, 'reset'), { method: 'POST' }),
    resetAll: () => ask<unknown>('circuit-breaker/reset', { method: 'POST' }),
    override: (key: string, mode: Mode) =>
      ask<BreakerView>(breaker(key, 'override'), { method: 'POST', body: { mode } }),
    configure: (key: string, fields: Partial<BreakerConfig>) =>
      ask<BreakerView>(breaker(key, 'config'), { method: 'PATCH', body: fields }),
    configureAll: (fields: Partial<BreakerConfig>) =>
      ask<unknown>('circuit-breaker/config', { method: 'PATCH', body: fields }),
    activateBackups: (provider: string) =>
      ask<{ readonly activated: readonly string[] }>('keys/rotate', {
        method: 'POST',
        body: { provider, activate_backup: true },
      }),
  };
}

export type Gateway = ReturnType<typeof gatewayFor>;
