import type { App, Request } from '../app.ts';
import { ConsoleError } from '../errors.ts';
import { passOn, type Upstream } from './proxy.ts';

/** What may be read of Prometheus' API, behind `/api/v1/`. */
const ofPrometheus =
  /^(?:query|query_range|query_exemplars|format_query|series|labels|label\/[\w:.]+\/values|metadata|rules|alerts|targets|targets\/metadata|alertmanagers|status\/(?:buildinfo|runtimeinfo|tsdb|flags|config))$/;

/** What may be read of Alertmanager's API, behind `/api/v2/`. */
const ofAlertmanager = /^(?:alerts|alerts\/groups|silences|silence\/[\w-]+|status|receivers)$/;

/** What a person with the admin token may do at the gateway, behind `/api/v1/`. */
const ofGateway = /^(?:circuit-breaker\/(?:[\w.:-]+|[\w.:-]+\/[a-z]+)|keys|keys\/rotate|audit)$/;

export interface ProxyOptions {
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly gateway: string;
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
  app.get('/gateway/health/full', (request, reply) => passOn(request, reply, gateway, '/health/full'));
  app.route<{ Params: { '*': string } }>({
    method: ['GET', 'POST', 'PATCH'],
    url: '/gateway/api/v1/*',
    handler(request, reply) {
      if (request.method !== 'GET' && !options.isOwnPage(request)) {
        throw new ConsoleError('foreign_form', 'only the pages of this console may change a breaker through it');
      }
      const path = `/api/v1/${allowed(request.params['*'], ofGateway)}${search(request)}`;
      const token = request.headers['x-admin-token'];
      const headers = {
        ...(typeof token === 'string' && { authorization: `Bearer ${token}` }),
        ...(request.method !== 'GET' && { 'content-type': 'application/json' }),
      };
      const body = request.method === 'GET' ? {} : { body: String(request.body ?? '') };
      return passOn(request, reply, gateway, path, { headers, ...body });
    },
  });
}

function readOnly(app: App, prefix: string, upstream: Upstream, routes: RegExp): void {
  app.get<{ Params: { '*': string } }>(`${prefix}/*`, (request, reply) =>
    passOn(request, reply, upstream, `/${allowed(request.params['*'], routes)}${search(request)}`),
  );
}

/** The path as it is, when it is one of those; what is decoded here cannot lead elsewhere. */
function allowed(path: string, routes: RegExp): string {
  if (routes.test(path)) return path;
  throw new ConsoleError('not_passed_on', `the console does not pass on ${JSON.stringify(path)}`);
}

function search({ url }: Request): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
