/** What can go wrong with a request, as clients see it in `error.code`. Stable: clients may branch on it. */
export type GatewayErrorCode =
  | 'invalid_request'
  | 'invalid_json'
  | 'invalid_api_key'
  | 'model_not_found'
  | 'unsupported_endpoint'
  | 'request_rejected'
  | 'request_too_large'
  | 'no_key_available'
  | 'queue_full'
  | 'queue_timeout'
  | 'local_resources'
  | 'audit_unavailable'
  | 'upstream_error'
  | 'upstream_timeout'
  | 'stream_cut'
  | 'client_closed_request'
  | 'not_found'
  | 'internal_error';

export interface GatewayErrorDetails {
  /** The field at fault, in the request's own terms. */
  readonly param?: string | undefined;
  /** Sent as `Retry-After`, rounded up to whole seconds. */
  readonly retryAfterMs?: number | undefined;
  /** The provider's own answer, handed on as it is. */
  readonly body?: unknown;
  readonly cause?: unknown;
}

/** An answer other than success: everything that a caller is told about it. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly status: number;
  readonly code: GatewayErrorCode;
  readonly param: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly body: unknown;

  constructor(status: number, code: GatewayErrorCode, message: string, details: GatewayErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.status = status;
    this.code = code;
    this.param = details.param;
    this.retryAfterMs = details.retryAfterMs;
    this.body = details.body;
  }

  /** In the shape of OpenAI's API; a provider's own error object keeps its fields. */
  toJSON(): { error: ErrorBody } {
    const own = { message: this.message, type: typeOf(this), param: this.param ?? null, code: this.code };
    return { error: { ...own, ...textsOf((this.body as { error?: unknown } | null | undefined)?.error) } };
  }
}

interface ErrorBody {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string;
}

/** What a provider says of an error, as far as it fits the shape: clients rely on texts, and on a code being there. */
function textsOf(given: unknown): Partial<ErrorBody> {
  if (given === null || typeof given !== 'object') return {};
  const known = ['message', 'type', 'param', 'code'];
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => known.includes(name) && typeof value === 'string' && value !== ''),
  );
}

/** OpenAI's names for families of errors; its clients choose the class of exception by status, people by this. */
function typeOf({ code, status }: GatewayError): string {
  if (code === 'internal_error') return 'internal_error';
  if (status === 401) return 'authentication_error';
  if (status < 500) return 'invalid_request_error';
  return status === 503 ? 'service_unavailable_error' : 'upstream_error';
}
