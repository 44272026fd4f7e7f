import { json, type Reply } from '../answer.ts';
import type { Dialect } from '../call.ts';

const deepseekTypes: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'unknown_error',
  403: 'permission_error',
  422: 'invalid_request_error',
  429: 'rate_limit_error',
};
const perplexityTypes: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  402: 'insufficient_credits',
  403: 'forbidden',
  404: 'not_found',
  429: 'rate_limit_exceeded',
};

/** A refusal in the words and shape of the provider that the dialect belongs to. */
export function refusal(
  dialect: Dialect,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  if (dialect === 'agent') {
    const type = perplexityTypes[status] ?? 'internal_error';
    return json(status, { error: { message, type, code: status } }, headers);
  }
  const type = deepseekTypes[status] ?? 'server_error';
  const code = status === 401 || status === 402 ? 'invalid_request_error' : type;
  return json(status, { error: { message, type, param: null, code } }, headers);
}
