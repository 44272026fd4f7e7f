import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, createService, type Logger, type Service } from '@switchgear/service';
import { createRegistry } from '@switchgear/telemetry';
import { type AccessOptions, refusal } from './access.ts';
import { dashboardsIn, mountDashboards } from './dashboards/routes.ts';
import { ConsoleError } from './errors.ts';
import { type Links, mountHome } from './home.ts';
import { Inbox } from './inbox/inbox.ts';
import { capacity, mountInbox } from './inbox/routes.ts';
import { html } from './pages/html.ts';
import { type App, type Site, sendPage } from './pages/page.ts';
import { mountRunbooks, runbookIn } from './runbooks/routes.ts';
import { mountSilences } from './silences/routes.ts';

export interface ConsoleOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 3000; 0 takes any free port. */
  readonly port?: number;
  /** Folder with `monitoring/`, which is read, and `inbox/`, which is written. */
  readonly stateDir: string;
  readonly links: Links;
  /** Where Alertmanager's API is reached from here; default `links.alertmanager`. */
  readonly alertmanagerApi?: string;
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
    "default-src 'none'; style-src 'self'; form-action 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // With no referrer at all, a browser would not say either which page a form comes from.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The console. Several can run in one process. */
export function createConsole(options: ConsoleOptions): Service {
  const { links, stateDir, token, now = Date.now } = options;
  const site = { simulated: options.simulated ?? false, now };
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
  const dashboards = dashboardsIn(join(monitoring, 'grafana', 'dashboards'), logger);
  const runbook = runbookIn(monitoring, logger);
  takeBodiesAsText(app);
  guard(app, { token, console: links.console });
  answerFaults(app, site);
  mountStyle(app);
  mountHome(app, site, { links, alertmanagerApi, inbox, dashboards });
  mountRunbooks(app, site, runbook);
  mountDashboards(app, site, dashboards, links.prometheus);
  mountInbox(app, site, inbox);
  mountSilences(app, site, { ...links, alertmanagerApi, alerts: () => [...runbook().alerts.keys()] });
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

/** A person gets a page, a program a text. */
function answerFaults(app: App, site: Site): void {
  app.setErrorHandler((error: Error, request, reply) => {
    // Whoever posts may not show what it was answered.
    if (request.method === 'POST') request.log.warn(`${request.routeOptions.url} refused a request: ${error.message}`);
    if (!(error instanceof ConsoleError)) return reply.send(error);
    const { status, message } = error;
    if (!request.headers.accept?.includes('text/html')) return reply.code(status).type('text/plain').send(message);
    return sendPage(reply, site, { title: 'That did not work', body: html`<p>${message}</p>` }, status);
  });
  app.setNotFoundHandler((_request, reply) => {
    const body = html`<p>There is no such page. <a href="/">Start here.</a></p>`;
    return sendPage(reply, site, { title: 'Not found', body }, 404);
  });
}

function mountStyle(app: App): void {
  const style = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');
  app.get('/style.css', (_request, reply) => reply.type('text/css').send(style));
}
