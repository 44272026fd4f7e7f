import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Config, loadConfig } from '@switchgear/config';
import { onTestFinished } from 'vitest';
import { AlertmanagerClient, type PostedAlert } from '../../clients/alertmanager.ts';
import { Caller } from '../../clients/caller.ts';
import { ConsoleClient, type Notification } from '../../clients/console.ts';
import { GatewayClient } from '../../clients/gateway.ts';
import type { Platform } from '../../clients/platform.ts';
import { PrometheusClient } from '../../clients/prometheus.ts';
import { SandboxClient } from '../../clients/sandbox.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

type Fault = Readonly<Record<string, unknown>>;
type State = 'closed' | 'half_open' | 'open';

/** All programs that an alert passes through, behind one address; a test reads and changes what they know. */
export class StandIn {
  readonly states = new Map<string, State>();
  readonly modes = new Map<string, string>();
  readonly faults = new Map<string, Fault>();
  readonly alerts: (PostedAlert & { readonly state?: string })[] = [];
  readonly notifications: Notification[] = [];
  readonly requests: string[] = [];
  /** What /metrics answers. */
  metrics = '';
  /** What the inbox says of the last heartbeat. */
  lastHeartbeat: string | null = null;
  /** Called before each request is answered. */
  onRequest: (request: string, headers: IncomingHttpHeaders) => void = () => {};
  /** Status of the pages that notifications link to. */
  pageStatus = 200;
  #failures = new Map<string, number>();
  #turn = 0;

  constructor(keys: readonly string[]) {
    for (const key of keys) this.states.set(key, 'closed');
  }

  answer(method: string, path: string, body: unknown): { status: number; body: unknown } {
    const key = decodeURIComponent(path.split('/').at(path.endsWith('/reset') ? -2 : -1) ?? '');
    if (path === '/metrics') return { status: 200, body: this.metrics };
    if (path.startsWith('/faults')) return { status: 200, body: this.#fault(method, key, body) };
    if (path === '/v1/chat/completions') return this.#call();
    if (path.endsWith('/stats'))
      return { status: 200, body: { breakers: [...this.states.keys()].map((one) => this.#breaker(one)) } };
    if (path.endsWith('/reset')) return { status: 200, body: this.states.set(key, 'closed') && {} };
    if (path === '/api/v2/alerts') return { status: 200, body: this.#alert(method, body) };
    if (path === '/api/v1/alerts') return { status: 200, body: { data: { alerts: [] } } };
    if (path.startsWith('/api/v1/inbox')) return { status: 200, body: this.#inbox(path) };
    return { status: this.pageStatus, body: {} };
  }

  #fault(method: string, key: string, body: unknown): unknown {
    if (method === 'PUT') this.faults.set(key, { probability: 1, ...(body as Fault) });
    if (method === 'DELETE') this.faults.delete(key);
    return { faults: Object.fromEntries(this.faults), kinds: {} };
  }

  /** As the gateway does it: a key that is refused opens, one that fails five times opens, another key is tried. */
  #call(): { status: number; body: unknown } {
    const keys = [...this.states.keys()];
    this.#turn += 1;
    for (const offset of keys.keys()) {
      const key = keys[(this.#turn + offset) % keys.length] ?? '';
      const kind = this.faults.get(key)?.['kind'];
      if (this.states.get(key) !== 'closed') continue;
      if (kind === undefined || kind === 'latency') return { status: 200, body: {} };
      const failures = (this.#failures.get(key) ?? 0) + 1;
      this.#failures.set(key, failures);
      if (kind !== 'server_error' || failures >= 5) this.states.set(key, 'open');
    }
    return { status: 503, body: { error: { message: 'every key rests' } } };
  }

  #breaker(key: string) {
    const mode = this.modes.get(key) ?? 'auto';
    const until = this.states.get(key) === 'open' ? new Date().toISOString() : null;
    return {
      key_id: key,
      provider: key.replace(/-\d$/, ''),
      state: this.states.get(key),
      mode,
      failure_count: 0,
      open_until: until,
    };
  }

  #alert(method: string, body: unknown): unknown {
    if (method === 'POST') this.alerts.push(...(body as PostedAlert[]));
    return this.alerts.map((alert) => ({ ...alert, status: { state: alert.state ?? 'active' } }));
  }

  #inbox(path: string): unknown {
    const query = new URL(path, 'http://127.0.0.1').searchParams;
    const newer = this.notifications.filter(({ id }) => Number(id) > Number(query.get('after')));
    return { last_heartbeat: this.lastHeartbeat, notifications: newer.slice(0, Number(query.get('limit'))) };
  }
}

/** Starts one; ends with the test. */
export async function startStandIn(
  changes: Partial<Config> = {},
): Promise<{ standIn: StandIn; platform: Platform; url: string }> {
  const config = { ...loadConfig({ env: {}, cwd: temporaryFolder() }), state_dir: temporaryFolder(), ...changes };
  const keys = config.providers.flatMap(({ accounts }) =>
    accounts.flatMap((account) => account.keys.map(({ alias }) => alias ?? '')),
  );
  const standIn = new StandIn(keys);
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { method = '', url: path = '' } = request;
    standIn.requests.push(`${method} ${path}`);
    standIn.onRequest(`${method} ${path}`, request.headers);
    const answer = standIn.answer(method, path, body === '' ? undefined : JSON.parse(body));
    const { status, body: said } = answer;
    response.writeHead(status).end(typeof said === 'string' ? said : JSON.stringify(said));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const platform: Platform = {
    config,
    caller: new Caller(config, url),
    gateway: new GatewayClient(config, url),
    sandbox: new SandboxClient(url),
    prometheus: new PrometheusClient(url),
    alertmanager: new AlertmanagerClient(url),
    console: new ConsoleClient(config, url),
  };
  return { standIn, platform, url };
}
