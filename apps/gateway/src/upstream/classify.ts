import type { ErrorType, FaultKind } from './types.ts';

type Class = readonly [kind: FaultKind, errorType: ErrorType];

const byStatus: ReadonlyMap<number, Class> = new Map<number, Class>([
  [400, ['caller', 'bad_request']],
  [401, ['credential', 'unauthorized']],
  [402, ['credit', 'payment_required']],
  [403, ['credential', 'forbidden']],
  [404, ['caller', 'not_found']],
  [408, ['failure', 'timeout']],
  [413, ['caller', 'too_large']],
  [422, ['caller', 'bad_request']],
  [425, ['failure', 'overloaded']],
  [429, ['rate_limit', 'rate_limit']],
  [503, ['failure', 'overloaded']],
  [504, ['failure', 'timeout']],
  [529, ['failure', 'overloaded']],
]);

/** What an HTTP status other than a usable 2xx means for the key. */
export function classifyStatus(status: number): Class {
  const exact = byStatus.get(status);
  if (exact !== undefined) return exact;
  if (status >= 500) return ['failure', 'server_error'];
  if (status >= 400) return ['caller', 'bad_request'];
  // A redirect is not followed: it would carry the key to an address that nobody configured.
  return ['failure', 'bad_answer'];
}

/**
 * What an error object inside a 200 means. The provider had accepted the request, so it is never the caller's fault; a
 * status-like code that speaks of the key is believed, everything else is a failed run.
 */
export function classifyInside(code: unknown): Class {
  const status = typeof code === 'string' ? Number(code) : code;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 400 || status > 599) {
    return code === 'rate_limit_exceeded' ? ['rate_limit', 'rate_limit'] : ['failure', 'failed_run'];
  }
  const [kind, errorType] = classifyStatus(status);
  return kind === 'caller' ? ['failure', 'failed_run'] : [kind, errorType];
}

const byCode: ReadonlyMap<string, ErrorType> = new Map<string, ErrorType>([
  ['ECONNREFUSED', 'connection_refused'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_OVERFLOW', 'bad_answer'],
  ['HTTPParserError', 'bad_answer'],
]);

/** What our own machine has run out of: files, ports, buffers, memory. No key and no provider can help it. */
const local: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EAI_MEMORY']);

/** What an error of the connection means, by its code or else its name. */
export function classifyConnectionError(code: string): Class {
  if (local.has(code)) return ['local', 'local_resources'];
  return ['failure', byCode.get(code) ?? (code.startsWith('HPE_') ? 'bad_answer' : 'connection')];
}
