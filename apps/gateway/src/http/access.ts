import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { GatewayError } from '../proxy/index.ts';
import type { AuditLog } from './admin/audit.ts';
import type { Access } from './openapi/document.ts';
import type { Guard } from './route.ts';

export interface AccessOptions {
  /** Tokens of clients; none means that client routes are open. */
  readonly clientTokens: readonly string[];
  readonly adminToken: string;
}

export function createGuards(
  { clientTokens, adminToken }: AccessOptions,
  audit: Pick<AuditLog, 'note'>,
): Record<Access, Guard> {
  const isClient = tokenMatcher(clientTokens);
  const isAdmin = tokenMatcher([adminToken]);
  return {
    open() {},
    client(request) {
      if (clientTokens.length > 0 && !isClient(bearerOf(request))) {
        throw unauthorized('A client token is needed: send one of gateway.client_tokens as Authorization: Bearer.');
      }
    },
    admin(request) {
      if (!isAdmin(bearerOf(request))) {
        audit.note({ action: `${request.method} ${request.routeOptions.url}`, client: request.ip, outcome: 'refused' });
        throw unauthorized(
          'The admin token is needed: send it as Authorization: Bearer. It stands in the file admin-token of the ' +
            'state folder, unless SWITCHGEAR_ADMIN_TOKEN gives another.',
        );
      }
    },
  };
}

/** Compares digests, so that neither length nor content shows in how long it takes. */
function tokenMatcher(tokens: readonly string[]): (given: string | undefined) => boolean {
  const digests = tokens.map(digest);
  return (given) => {
    if (given === undefined) return false;
    const actual = digest(given);
    return digests.reduce((found, expected) => timingSafeEqual(expected, actual) || found, false);
  };
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  return headers.authorization?.match(/^Bearer +(\S+) *$/i)?.[1];
}

function unauthorized(message: string): GatewayError {
  return new GatewayError(401, 'invalid_api_key', message);
}
