import type { Service } from '@switchgear/service';
import { AuditError } from '../errors.ts';

/** A request that is not served, as the client is told. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Gives every error of these routes the shape `{ error: { code, message } }`. */
export function answerErrors(app: Service['app']): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, code, message } = refusalOf(error);
    if (status >= 500) request.log.error({ err: error }, `${request.method} ${request.routeOptions.url} failed`);
    return reply.code(status).send({ error: { code, message } });
  });
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof AuditError) return new Refusal(503, error.code, error.message);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status < 500 && error instanceof Error) return new Refusal(status, 'invalid_request', error.message);
  return new Refusal(500, 'internal', 'The agent failed at this; its log says why.');
}
