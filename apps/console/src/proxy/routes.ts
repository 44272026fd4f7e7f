import type { App, Reply, Request } from '../app.ts';
import { ConsoleError } from '../errors.ts';
import { type Content, json, passOn, type Upstream } from './proxy.ts';

/** What may be read of Prometheus' API, behind `/api/v1/`. */
const ofPrometheus =
  /^(?:query|query_range|query_exemplars|format_query|series|labels|label\/[\w:.]+\/values|metadata|rules|alerts|targets|targets\/metadata|alertmanagers|status\/(?:buildinfo|runtimeinfo|tsdb|flags|config))$/;

/** What may be read of Alertmanager's API, behind `/api/v2/`. */
const ofAlertmanager = /^(?:alerts|alerts\/groups|silences|silence\/[\w-]+|status|receivers)$/;

/** What a person with the admin token may do at the gateway, behind `/api/v1/`. */
const ofGateway = /^(?:circuit-breaker\/(?:[\w.-]+|[\w.-]+\/[a-z]+)|keys|keys\/rotate|audit)$/;

/** What the agents tell. */
const ofTestWatcher = /^status$/;
const ofAuditAgent = /^audits$/;

export interface ProxyOptions {
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly gateway: string;
  /** Undefined while it is not enabled. */
  readonly testWatcher?: string | undefined;
  /** Undefined while it is not enabled. */
  readonly auditAgent?: string | undefined;
  /** Whether a request comes from a page of this console. */
  readonly isOwnPage: (request: Request) => boolean;
}

/** Mounts the doors to the other programs: read only, but for the gateway, which asks for its admin token itself. */
export function mountProxies(app: App, options: ProxyOptions): void {
  const prometheus = { name: 'Prometheus', program: 'prometheus', url: `${options.prometheus}/api/v1` };
  const alertmanager = { name: 'Alertmanager', program: 'alertmanager', url: `${options.alertmanager}/api/v2` };
  const gateway = { name: 'The gateway', program: 'gateway', url: options.gateway };
  readOnly(app, '/prometheus/api/v1', prometheus, ofPrometheus);
  readOnly(app, '/alertmanager/api/v2', alertmanager, ofAlertmanager);
  if (options.testWatcher !== undefined) {
    const testWatcher = { name: 'TestWatcher', program: 'test-watcher', url: `${options.testWatcher}/api/v1` };
    readOnly(app, '/test-watcher/api/v1', testWatcher, ofTestWatcher);
  }
  if (options.auditAgent !== undefined) mountAudits(app, options.auditAgent);
  app.get('/gateway/health/full', (request, reply) => passOn(request, reply, gateway, '/health/full'));
  app.route<{ Params: { '*': string } }>({
    method: ['GET', 'POST', 'PATCH'],
    url: '/gateway/api/v1/*',
    handler(request, reply) {
      if (request.method !== 'GET' && !options.isOwnPage(request)) {
        throw new ConsoleError('foreign_form', 'only the pages of this console may change a breaker through it');
      }
      const path = `/api/v1/${allowed(request.params['*'], ofGateway, gateway)}${search(request)}`;
      return passOn(request, reply, gateway, path, contentOf(request));
    },
  });
}

/** The reports have no scripts, and bring their own styles along. */
function mountAudits(app: App, url: string): void {
  const auditAgent = { name: 'AuditAgent', program: 'audit-agent' };
  const reports: Upstream = { ...auditAgent, url: `${url}/reports`, answers: [json, 'text/html', 'text/markdown'] };
  readOnly(app, '/audit-agent/api/v1', { ...auditAgent, url: `${url}/api/v1` }, ofAuditAgent);
  const page = (request: Request, reply: Reply, path: string) => {
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    return passOn(request, reply, reports, path);
  };
  app.get('/audit-agent/reports', (request, reply) => page(request, reply, ''));
  app.get<{ Params: { file: string } }>('/audit-agent/reports/:file', (request, reply) =>
    page(request, reply, `/${encodeURIComponent(request.params.file)}`),
  );
}

function readOnly(app: App, prefix: string, upstream: Upstream, routes: RegExp): void {
  app.all<{ Params: { '*': string } }>(`${prefix}/*`, (request, reply) => {
    if (request.method !== 'GET') {
      reply.header('allow', 'GET');
      throw new ConsoleError('read_only', `the console only reads from ${upstream.name}: it passes on GET alone`);
    }
    return passOn(request, reply, upstream, `/${allowed(request.params['*'], routes, upstream)}${search(request)}`);
  });
}

/** The path as it is, when it is one of those. It is decoded already, and no part of it leads upwards. */
function allowed(path: string, routes: RegExp, { name }: Upstream): string {
  if (routes.test(path) && !path.split('/').some((part) => /^\.+$/.test(part))) return path;
  throw new ConsoleError('not_passed_on', `the console does not pass on ${JSON.stringify(path)} to ${name}`);
}

function search({ url }: Request): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}

/** The admin token has a header of its own, because the password of this console is in the usual one. */
function contentOf({ headers, body }: Request): Content {
  const { 'x-admin-token': token } = headers;
  const authorization = typeof token === 'string' ? { authorization: `Bearer ${token}` } : {};
  if (typeof body !== 'string' || body === '') return { headers: authorization };
  return { headers: { ...authorization, 'content-type': 'application/json' }, body };
}
