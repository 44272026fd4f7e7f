import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Service } from '@switchgear/service';
import type { AuditHistory } from '../history/open.ts';
import type { Intake } from '../intake/intake.ts';
import { renderList } from '../report/html/list-page.ts';
import { inSnakeCase, reportData } from '../report/json.ts';
import type { ReportFormat } from '../report/write.ts';
import { bearerOf } from './access.ts';
import { readOrder } from './order.ts';
import { answerErrors, Refusal } from './refusal.ts';

const contentTypes = {
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const satisfies Record<ReportFormat, string>;

export interface AuditRoutesOptions {
  /** The tree. */
  readonly root: string;
  readonly adminToken: string;
  readonly intake: Pick<Intake, 'offer' | 'progressOf'>;
  readonly history: Pick<AuditHistory, 'list' | 'get'>;
  /** Where the report of a finished audit is written. */
  readonly reportPath: (id: string, format: ReportFormat) => string;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

const maxBodyBytes = 4096;
const maxListed = 200;

/** Mounts what asks for audits, which takes the admin token, and what shows them, which is open. */
export function mountAuditRoutes(app: Service['app'], options: AuditRoutesOptions): void {
  const { root, intake, history, reportPath, now = Date.now } = options;
  const isAdmin = bearerOf(options.adminToken);

  app.register(async (routes) => {
    answerErrors(routes);
    // Bodies are parsed here, whatever type they are said to have.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'string', bodyLimit: maxBodyBytes }, (_request, body, done) =>
      done(null, body),
    );

    // Relative, so that it also leads there behind a proxy.
    routes.get('/', (_request, reply) =>
      reply.redirect(history.list(1).length === 0 ? 'reports' : 'reports/latest.html'),
    );

    routes.post('/api/v1/audits', { onRequest: requireAdmin, preHandler: taking() }, (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const { idempotencyKey, text } = readOrder(request.headers['idempotency-key'], body);
      const key = `manual:${idempotencyKey}`;
      const isNew = intake.offer({ trigger: 'manual', key, text, at: now() }) === 'new';
      const { state, audit, text: waiting } = intake.progressOf(key) ?? { state: 'waiting' };
      const before = waiting ?? (audit && history.get(audit)?.reasons.find((reason) => reason.key === key)?.text);
      if (before !== undefined && before !== text) throw conflict(idempotencyKey, before, text);
      return reply.code(isNew ? 202 : 200).send({ id: audit, state, idempotency_key: idempotencyKey });
    });

    type Limited = { Querystring: { limit?: string } };
    routes.get<Limited>('/api/v1/audits', { preHandler: taking('limit') }, ({ query: { limit = '20' } }) => {
      if (/^[1-9]\d{0,2}$/.test(limit) && Number(limit) <= maxListed) {
        return { audits: inSnakeCase(history.list(Number(limit))) };
      }
      throw new Refusal(400, 'invalid_request', `limit: expected a whole number from 1 to ${maxListed}`);
    });

    type Identified = { Params: { id: string } };
    routes.get<Identified>('/api/v1/audits/:id', { preHandler: taking() }, ({ params: { id } }) =>
      reportData(history.get(id) ?? notFound(id)),
    );

    // Whoever adds a slash means the list.
    for (const list of ['/reports', '/api/v1/audits'])
      routes.get(`${list}/`, ({ url }, reply) => reply.redirect(`../${basename(list)}${url.slice(list.length + 1)}`));

    routes.get('/reports', (_request, reply) =>
      reply.headers(headersOf('html')).send(renderList(root, history.list(maxListed))),
    );

    routes.get<{ Params: { file: string } }>('/reports/:file', async ({ params: { file } }, reply) => {
      const [, asked = '', format] = /^([\w-]{1,80})\.(json|md|html)$/.exec(file) ?? [];
      const id = asked === 'latest' ? history.list(1)[0]?.id : asked;
      if (!isFormat(format) || id === undefined || id === '') return notFound(file);
      const report = await readFile(reportPath(id, format)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return notFound(file);
        throw error;
      });
      return reply.headers(headersOf(format)).send(report);
    });
  });

  async function requireAdmin({ headers }: { readonly headers: { readonly authorization?: string | undefined } }) {
    if (isAdmin(headers.authorization)) return;
    const message =
      'The admin token is needed: send it as Authorization: Bearer. It stands in the file admin-token of the state ' +
      'folder, unless SWITCHGEAR_ADMIN_TOKEN gives another.';
    throw new Refusal(401, 'unauthorized', message);
  }
}

function headersOf(format: ReportFormat) {
  return {
    'content-type': contentTypes[format],
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  };
}

/** Refuses what is no parameter of the route. */
function taking(...known: readonly string[]) {
  return async ({ query }: { readonly query: unknown }) => {
    const name = Object.keys(query ?? {}).find((given) => !known.includes(given));
    if (name === undefined) return;
    const which = known.length === 0 ? 'there is none here' : `the only one is ${known.join(', ')}`;
    throw new Refusal(400, 'invalid_request', `unknown query parameter ${JSON.stringify(name.slice(0, 40))}; ${which}`);
  };
}

function conflict(key: string, before: string, now: string): Refusal {
  const reasons = `first with the reason ${JSON.stringify(before)}, and now with ${JSON.stringify(now)}`;
  const message = `Idempotency-Key ${JSON.stringify(key)} came ${reasons}; take another key for another audit`;
  return new Refusal(409, 'idempotency_conflict', message);
}

function isFormat(format: string | undefined): format is ReportFormat {
  return format !== undefined && format in contentTypes;
}

function notFound(name: string): never {
  throw new Refusal(
    404,
    'not_found',
    `There is no audit ${JSON.stringify(name.slice(0, 80))}; /api/v1/audits lists them.`,
  );
}
