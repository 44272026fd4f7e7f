import { join } from 'node:path';
import { createLogger, createService, type Logger, type Service } from '@switchgear/service';
import { createRegistry } from '@switchgear/telemetry';
import { type AccessOptions, isSameOrigin, refusal } from './access.ts';
import type { App } from './app.ts';
import { dashboardsIn } from './dashboards/folder.ts';
import { mountDashboards } from './dashboards/routes.ts';
import { mountDrill } from './drill/routes.ts';
import { ConsoleError } from './errors.ts';
import { Inbox } from './inbox/inbox.ts';
import { capacity, mountInbox } from './inbox/routes.ts';
import type { Links } from './links.ts';
import { mountProxies } from './proxy/routes.ts';
import { mountRunbooks, runbookIn } from './runbooks/routes.ts';
import { mountSilences } from './silences/routes.ts';
import { mountSite, type SendShell } from './site/routes.ts';

export interface ConsoleOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 3000; 0 takes any free port. */
  readonly port?: number;
  /** Folder with `monitoring/` and `drill/`, which are read, and `inbox/`, which is written. */
  readonly stateDir: string;
  readonly links: Links;
  /** Where Alertmanager's API is reached from here; default `links.alertmanager`. */
  readonly alertmanagerApi?: string;
  /** Where Prometheus is reached from here; default `links.prometheus`. */
  readonly prometheusApi?: string;
  /** Where the gateway is reached from here. */
  readonly gateway: string;
  /** Where TestWatcher is reached from here; undefined while it is not enabled. */
  readonly testWatcher?: string | undefined;
  /** Where AuditAgent is reached from here; undefined while it is not enabled. */
  readonly auditAgent?: string | undefined;
  /** Folder with the built pages. */
  readonly siteDir: string;
  /** Password of every page, for any user; default none. */
  readonly token?: string | undefined;
  /** Whether any provider is simulated, which every page says; default false. */
  readonly simulated?: boolean;
  /** Default: warnings and errors to standard output. */
  readonly logger?: Logger;
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // With no referrer at all, a browser would not say either which page a form comes from.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The console. Several can run in one process. */
export function createConsole(options: ConsoleOptions): Service {
  const { links, stateDir, token, now = Date.now } = options;
  const alertmanagerApi = options.alertmanagerApi ?? links.alertmanager;
  const logger = options.logger ?? createLogger({ name: 'console', level: 'warn' });
  const inbox = new Inbox({ folder: join(stateDir, 'inbox'), logger, now, capacity });
  const service = createService({
    name: 'console',
    logger,
    registry: createRegistry(),
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 3000,
    portSetting: 'console.port',
    ready: [{ name: 'inbox', run: () => assertWritten(inbox) }],
  });
  const { app } = service;
  const monitoring = join(stateDir, 'monitoring');
  const dashboards = dashboardsIn(join(monitoring, 'grafana', 'dashboards'));
  const runbook = runbookIn(monitoring, logger);
  takeBodiesAsText(app);
  guard(app, { token, console: links.console });
  const shell = mountSite(app, options.siteDir);
  const { simulated = false, testWatcher, auditAgent } = options;
  app.get('/api/v1/platform', () => ({
    simulated,
    links,
    agents: { test_watcher: testWatcher !== undefined, audit_agent: auditAgent !== undefined },
  }));
  answerFaults(app, shell);
  mountPages(app, shell);
  mountProxies(app, {
    prometheus: options.prometheusApi ?? links.prometheus,
    alertmanager: alertmanagerApi,
    gateway: options.gateway,
    testWatcher,
    auditAgent,
    isOwnPage: ({ headers }) => isSameOrigin(headers, links.console),
  });
  mountRunbooks(app, shell, runbook);
  mountDashboards(app, shell, dashboards);
  mountInbox(app, shell, inbox);
  mountDrill(app, join(stateDir, 'drill', 'last.json'));
  mountSilences(app, shell, {
    console: links.console,
    alertmanagerApi,
    alerts: () => [...runbook().alerts.keys()],
    now,
  });
  return service;
}

/** A console that cannot keep notifications is not ready. */
function assertWritten({ fault }: Inbox): void {
  if (fault !== undefined) throw fault;
}

/** What is sent is judged by its content, whatever its type is said to be. */
function takeBodiesAsText(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

function guard(app: App, access: AccessOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    const refused = refusal(request.routeOptions.url, request.headers, access);
    if (refused === undefined) return;
    if (refused.status === 401) reply.header('www-authenticate', 'Basic realm="Switchgear", charset="UTF-8"');
    return reply.code(refused.status).type('text/plain').send(refused.message);
  });
}

/** What failed is told as JSON, as the other programs do; an address that is none shows the page, which says so. */
function answerFaults(app: App, shell: SendShell): void {
  app.setErrorHandler((error: Error, request, reply) => {
    // Whoever changes something may not show what it was answered.
    if (request.method !== 'GET') request.log.warn(`${request.routeOptions.url} refused a request: ${error.message}`);
    if (!(error instanceof ConsoleError)) return reply.send(error);
    return reply.code(error.status).send({ error: { code: error.code, message: error.message } });
  });
  app.setNotFoundHandler((request, reply) =>
    request.headers.accept?.includes('text/html')
      ? shell(reply, 404)
      : reply
          .code(404)
          .send({ error: { code: 'not_found', message: `there is no ${request.method} ${request.url} here` } }),
  );
}

/** Pages whose address alone does not say whether there is anything to show. */
function mountPages(app: App, shell: SendShell): void {
  for (const path of ['/', '/dashboards', '/breakers', '/alerts', '/alerts/:view', '/explore', '/targets']) {
    app.get(path, (_request, reply) => shell(reply));
  }
}
