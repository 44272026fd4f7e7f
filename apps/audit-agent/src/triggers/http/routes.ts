import { readFile } from 'node:fs/promises';
import type { Service } from '@switchgear/service';
import type { Intake } from '../../intake/intake.ts';
import { bearerOf } from './access.ts';
import { readOrder } from './order.ts';
import { answerErrors, Refusal } from './refusal.ts';

const contentTypes = {
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;

export type ReportFormat = keyof typeof contentTypes;

export interface AuditRoutesOptions {
  readonly adminToken: string;
  readonly intake: Pick<Intake, 'offer' | 'progressOf'>;
  /** Finished audits as they are sent, newest first. */
  readonly list: (limit: number) => readonly { readonly id: string }[];
  /** A finished audit as it is sent. */
  readonly get: (id: string) => unknown;
  /** Where the report of a finished audit is written. */
  readonly reportPath: (id: string, format: ReportFormat) => string;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

const maxBodyBytes = 4096;
const maxListed = 200;

/** Mounts what asks for audits, which takes the admin token, and what shows them, which is open. */
export function mountAuditRoutes(app: Service['app'], options: AuditRoutesOptions): void {
  const { intake, list, get, reportPath, now = Date.now } = options;
  const isAdmin = bearerOf(options.adminToken);

  app.register(async (routes) => {
    answerErrors(routes);
    // Bodies are parsed here, whatever type they are said to have.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'string', bodyLimit: maxBodyBytes }, (_request, body, done) =>
      done(null, body),
    );

    routes.post('/api/v1/audits', { onRequest: requireAdmin }, (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const { idempotencyKey, text } = readOrder(request.headers['idempotency-key'], body);
      const key = `manual:${idempotencyKey}`;
      const isNew = intake.offer({ trigger: 'manual', key, text, at: now() }) === 'new';
      const { state, audit } = intake.progressOf(key) ?? { state: 'waiting' };
      return reply.code(isNew ? 202 : 200).send({ id: audit, state, idempotency_key: idempotencyKey });
    });

    routes.get<{ Querystring: { limit?: string } }>('/api/v1/audits', ({ query: { limit = '20' } }) => {
      if (/^[1-9]\d{0,2}$/.test(limit) && Number(limit) <= maxListed) return { audits: list(Number(limit)) };
      throw new Refusal(400, 'invalid_request', `limit: expected a whole number from 1 to ${maxListed}`);
    });

    routes.get<{ Params: { id: string } }>('/api/v1/audits/:id', ({ params: { id } }) => get(id) ?? notFound(id));

    routes.get<{ Params: { file: string } }>('/reports/:file', async ({ params: { file } }, reply) => {
      const [, asked = '', format] = /^([\w-]{1,80})\.(json|md|html)$/.exec(file) ?? [];
      const id = asked === 'latest' ? list(1)[0]?.id : asked;
      if (!isFormat(format) || id === undefined || id === '') return notFound(file);
      const report = await readFile(reportPath(id, format)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return notFound(file);
        throw error;
      });
      return reply
        .type(contentTypes[format])
        .header('cache-control', 'no-cache')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .send(report);
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
