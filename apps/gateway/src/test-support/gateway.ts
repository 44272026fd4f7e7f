import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@switchgear/service';
import { createGateway } from '../app.ts';
import type { GatewayOptions } from '../options.ts';

const adminToken = 'admin-token-of-the-test';

export interface RunningGateway {
  readonly url: string;
  readonly stateDir: string;
  /** Everything logged so far. */
  log(): string;
  chat(fields?: Record<string, unknown>, init?: RequestInit): Promise<Response>;
  admin(path: string, init?: { method?: string; body?: unknown }): Promise<Response>;
  /** The breaker of that key as the admin API shows it. */
  breaker(keyId: string): Promise<Record<string, unknown> | undefined>;
  /** The value of one series of /metrics, labels in the order of the exposition. */
  metric(series: string): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** A gateway over HTTP on a free port, with the given keys of one provider `p` that has the model `m`. */
export async function startGateway(
  baseUrl: string,
  keys: readonly string[],
  overrides: Partial<GatewayOptions> = {},
): Promise<RunningGateway> {
  const stateDir = overrides.stateDir ?? mkdtempSync(join(tmpdir(), 'gateway-test-'));
  const lines: string[] = [];
  const service = createGateway({
    host: '127.0.0.1',
    port: 0,
    bodyLimitBytes: 10_000,
    clientTokens: [],
    adminToken,
    fallbacks: [],
    breaker: {},
    rateRules: [],
    deadlines: { firstTokenMs: 5000, idleMs: 5000, totalMs: 10_000 },
    queueLimit: 10,
    queueTimeoutMs: 1000,
    idleProbeMs: 30_000,
    quarantineProbeMs: 900_000,
    stateDir,
    logger: createLogger({ name: 'gateway', destination: { write: (line) => lines.push(line) } }),
    providers: [
      {
        name: 'p',
        displayName: 'P',
        kind: 'openai',
        baseUrl,
        models: ['m'],
        simulated: false,
        minimumActive: 1,
        accounts: keys.map((key) => ({ name: key, backup: false, keys: [{ id: `id-${key}`, secret: `sk-${key}` }] })),
      },
    ],
    ...overrides,
  });
  const { url } = await service.start();
  const admin: RunningGateway['admin'] = (path, { method = 'GET', body } = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${adminToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    url,
    stateDir,
    log: () => lines.join(''),
    chat: (fields = {}, init = {}) =>
      fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }], ...fields }),
        ...init,
      }),
    admin,
    async breaker(keyId) {
      const { breakers } = (await (await admin('/api/v1/circuit-breaker/stats')).json()) as {
        breakers: Record<string, unknown>[];
      };
      return breakers.find((row) => row['key_id'] === keyId);
    },
    async metric(series) {
      const text = await (await fetch(`${url}/metrics`)).text();
      const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
      return line === undefined ? undefined : Number(line.slice(series.length + 1));
    },
    async stop() {
      await service.stop();
      if (overrides.stateDir === undefined) rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
